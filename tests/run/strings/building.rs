use std::fmt::Write;

fn main() {
    let mut s = String::with_capacity(16);
    s.push_str("abc");
    s.push('d');
    s += "ef";
    s += &String::from("gh");
    s.insert(0, '>');
    s.insert_str(1, "> ");
    println!("{s} {}", s.len());
    println!("{:?} {:?}", s.pop(), s.remove(0));
    s.truncate(5);
    println!("{s:?}");
    s.extend(['x', 'y']);
    s.extend(vec!["1", "2"]);
    println!("{s}");
    s.retain(|c| !c.is_ascii_digit());
    println!("{s}");
    println!("{:?} {s:?}", s.drain(..2).collect::<String>().len());
    s.replace_range(0..1, "REPL");
    println!("{s}");
    let t = s.split_off(4);
    println!("{s} {t}");
    s.clear();
    println!("{:?} {}", s, s.is_empty());
    let a = String::from("left");
    let b = String::from("right");
    let c = a + "-" + &b;
    println!("{c} {b}");
    write!(s, "{:>5}|{:<4}|", 42, "x").unwrap();
    writeln!(s, "{:?}", (1, "t")).unwrap();
    print!("{s}");
    let bytes = c.into_bytes();
    println!("{} {:?}", bytes.len(), &bytes[..3]);
    println!("{}", [ "a", "b" ].concat());
    println!("{}", vec!["x", "y", "z"].join(", "));
    println!("{}", (1..=5).map(|i| i.to_string()).collect::<Vec<_>>().join("+"));
    let owned: String = "abc".chars().flat_map(|c| std::iter::repeat(c).take(2)).collect();
    println!("{owned}");
    let mut upper = owned.clone();
    upper.make_ascii_uppercase();
    println!("{upper} {}", owned.to_owned() == owned.as_str());
    let title: String = "the quick fox".split(' ').map(|w| {
        let mut cs = w.chars();
        match cs.next() {
            Some(f) => f.to_uppercase().collect::<String>() + cs.as_str(),
            None => String::new(),
        }
    }).collect::<Vec<_>>().join(" ");
    println!("{title}");
    let raw = r"C:\path\n";
    let hashes = r#"say "hi" # not end"#;
    println!("{raw} {hashes} {}", r##"a "# b"##);
    let multi = "line one
    line two";
    println!("{multi}");
    let bs = b"bytes\x00\n";
    println!("{:?} {} {:?}", bs, bs.len(), b'A');
    println!("{:?}", br"raw\n");
    println!("{}", String::from_iter(["x", "y"]));
    println!("{:?}", "a b".chars().map(|c| if c == ' ' { '_' } else { c }).collect::<String>());
    let boxed: Box<str> = "box".into();
    println!("{}", boxed);
    println!("{}", boxed.into_string() + "!");
}

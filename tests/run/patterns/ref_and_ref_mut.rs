#[derive(Debug)]
struct Node {
    name: String,
    link: Option<Box<Node>>,
    pos: (i32, i32),
}

fn main() {
    let mut node = Node {
        name: "a".into(),
        link: Some(Box::new(Node { name: "b".into(), link: None, pos: (3, 4) })),
        pos: (1, 2),
    };
    let Node { ref name, ref link, .. } = node;
    println!("{name} {}", link.is_some());
    let Node { ref mut name, pos: (ref mut x, _), .. } = node;
    name.push('!');
    *x = 10;
    println!("{} {:?}", node.name, node.pos);
    match node.link {
        Some(ref mut next) => next.name = next.name.repeat(3),
        None => {}
    }
    if let Some(next) = &mut node.link {
        next.pos.1 -= 1;
    }
    println!("{node:?}");
    let pairs = vec![(1, "one".to_string()), (2, "two".to_string())];
    for &(n, ref s) in &pairs {
        print!("{n}={s} ");
    }
    for (n, s) in &pairs {
        print!("{n}:{s} ");
    }
    println!();
    let sum = pairs.iter().fold(0, |acc, &(n, _)| acc + n);
    println!("{sum}");
    let r = &Some(5);
    if let &Some(v) = r {
        println!("{}", v + 1);
    }
    let nested = &(1, (2, &3));
    let &(a, (b, &c)) = nested;
    println!("{}", a + b + c);
    let mut t = (String::from("l"), String::from("r"));
    let (l, ref mut r) = t;
    r.push_str("ight");
    println!("{l} {}", t.1);
    let v = vec![Some(1), None, Some(3)];
    let got: Vec<i32> = v.iter().flat_map(|x| match x { &Some(n) => vec![n, n], None => vec![] }).collect();
    println!("{got:?}");
    let boxed = Box::new((1, String::from("in a box")));
    let (num, text) = *boxed;
    println!("{num} {text}");
}

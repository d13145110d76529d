fn main() {
    let s = "héllo, wörld ✓ 🦀";
    println!("{} {}", s.len(), s.chars().count());
    println!("{:?}", s.char_indices().filter(|(_, c)| !c.is_ascii()).collect::<Vec<_>>());
    println!("{:?}", &s[0..3]);
    println!("{:?} {:?}", s.get(0..2), s.get(0..1));
    println!("{:?}", s.bytes().take(4).collect::<Vec<u8>>());
    println!("{} {}", s.is_char_boundary(2), s.is_char_boundary(3));
    println!("{}", s.chars().rev().collect::<String>());
    println!("{:?} {:?}", s.chars().next(), s.chars().last());
    println!("{:?} {:?}", s.find('w'), s.find("✓"));
    println!("{:?}", s.find(|c: char| c.is_whitespace()));
    println!("{:?} {:?}", s.rfind('l'), s.find("zzz"));
    println!("{} {}", s.to_uppercase(), "ÀÉÎ ß".to_lowercase());
    println!("{:?}", "ß".to_uppercase());
    println!("{:?}", s.char_indices().nth(2));
    let c = 'é';
    println!("{} {} {:?} {}", c.len_utf8(), c as u32, c, c.is_alphabetic());
    println!("{:?} {:?} {:?}", '7'.to_digit(10), 'f'.to_digit(16), 'g'.to_digit(16));
    println!("{:?} {:?}", char::from_digit(7, 10), std::char::from_u32(0x41));
    println!("{} {} {}", 'a'.is_alphanumeric(), '9'.is_numeric(), ' '.is_whitespace());
    println!("{} {} {}", 'A'.to_ascii_lowercase(), 'q'.to_uppercase(), 'Z'.is_uppercase());
    println!("{} {} {}", (b'a' + 3) as char, 'a' as u8 + 1, ('a'..='e').count());
    println!("{} {}", '!'.is_ascii_punctuation(), 'x'.is_ascii_hexdigit());
    println!("{:?} {:?} {:?}", '\n', '\'', "tab\t\"q\" \\ \u{1F980} \0 \x7f");
    println!("{}", "\u{48}\x49!\
        continued");
    println!("{:?}", "a\u{301}".chars().collect::<Vec<_>>());
    println!("{}", 'n'.escape_default().chain('\n'.escape_default()).collect::<String>());
    println!("{}", "é\n".escape_unicode());
    println!("{}", "tab\té".escape_debug());
    println!("{:?}", String::from_utf8(vec![0xe2, 0x9c, 0x93]));
    println!("{:?}", String::from_utf8(vec![0xff, 0x41]).is_err());
    println!("{}", String::from_utf8_lossy(&[72, 105, 0xff]));
    println!("{:?}", std::str::from_utf8(b"ok bytes"));
    println!("{:?} {:?}", "abc" < "abd", "Z".cmp("a"));
    println!("{} {}", char::MAX as u32, ('a'..'e').rev().collect::<String>());
    let shifted: String = "Hello, Zoo".chars().map(|c| match c {
        'a'..='z' => (((c as u8 - b'a' + 13) % 26) + b'a') as char,
        'A'..='Z' => (((c as u8 - b'A' + 13) % 26) + b'A') as char,
        _ => c,
    }).collect();
    println!("{shifted}");
}

fn main() {
    let s = "  alpha, beta,,gamma ;delta  ";
    println!("{:?} {:?} {:?}", s.trim(), s.trim_start(), s.trim_end());
    println!("{:?}", s.split(',').collect::<Vec<_>>());
    println!("{:?}", s.split(',').map(str::trim).filter(|p| !p.is_empty()).collect::<Vec<_>>());
    println!("{:?}", s.split([',', ';']).count());
    println!("{:?}", s.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect::<Vec<_>>());
    println!("{:?}", "a-b-c-d".splitn(3, '-').collect::<Vec<_>>());
    println!("{:?}", "a-b-c-d".rsplitn(2, '-').collect::<Vec<_>>());
    println!("{:?}", "a-b-c-d".rsplit('-').collect::<Vec<_>>());
    println!("{:?}", "x;y;".split_terminator(';').collect::<Vec<_>>());
    println!("{:?}", "x;y;".split(';').collect::<Vec<_>>());
    println!("{:?}", "x;y;".split_inclusive(';').collect::<Vec<_>>());
    println!("{:?} {:?}", "k=v=w".split_once('='), "none".split_once("="));
    println!("{:?}", "k=v=w".rsplit_once('='));
    println!("{:?}", "line1\nline2\r\n\nline4\n".lines().collect::<Vec<_>>());
    println!("{:?}", "one  two\tthree\n".split_whitespace().rev().collect::<Vec<_>>());
    println!("{:?}", "one  two".split(' ').collect::<Vec<_>>());
    println!("{:?}", "".split(',').collect::<Vec<_>>());
    println!("{:?}", "".split_whitespace().next());
    println!("{:?}", "abc".split("").collect::<Vec<_>>());
    println!("{:?} {:?}", "xxabcxx".trim_matches('x'), "123abc".trim_start_matches(char::is_numeric));
    println!("{:?}", "file.tar.gz".trim_end_matches(".gz"));
    println!("{:?} {:?}", "prefix-rest".strip_prefix("prefix-"), "rest".strip_suffix("x"));
    println!("{:?}", "abcabc".matches("bc").count());
    println!("{:?}", "a1b22".match_indices(char::is_numeric).collect::<Vec<_>>());
    println!("{:?}", "hello".split_at(2));
    println!("{:?}", "über".split_at_checked(1));
    println!("{} {}", "one two".replace(' ', "_"), "aaaa".replacen("a", "b", 2));
    println!("{} {} {}", "abc".contains("bc"), "abc".contains('z'), "abc".contains(['x', 'c']));
    println!("{} {}", "abc".starts_with("ab"), "abc".ends_with(|c: char| c == 'c'));
    println!("{}", "ab".repeat(3));
    println!("{:?}", "k: v".split(": ").collect::<Vec<_>>());
    println!("{:?}", "2024-05-06".split('-').map(|p| p.parse::<u16>().unwrap()).collect::<Vec<_>>());
    if let [y, m, d] = "2024-05-06".split('-').collect::<Vec<_>>()[..] {
        println!("{d}.{m}.{y}");
    }
    println!("{} {}", "Hello".eq_ignore_ascii_case("hELLO"), "AbC".to_ascii_lowercase());
    println!("{:?}", "a,b;c".split(&[',', ';'][..]).collect::<Vec<_>>());
}

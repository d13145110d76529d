fn center(s: &str, w: usize) -> String { format!("{s:^w$}") }
fn main() {
    for s in ["abc", "äöü", "日本", "e\u{301}", ""] {
        println!("[{s:>5}] [{s:<5}] [{:^5}] {} {}", s, s.len(), s.chars().count());
    }
    println!("[{}] [{}]", center("mid", 8), center("toolong", 3));
    println!("[{:.2}] [{:>6.3}] [{:-^7.1}]", "日本語", "äöüß", "é");
    println!("{:?}", "日本語".char_indices().collect::<Vec<_>>());
    println!("{:?} {:?}", "日本語".find('語'), "日本語".get(1..3));
    println!("{:?}", "Straße".to_uppercase());
    println!("{:?}", "ὈΔΥΣΣΕΎΣ".to_lowercase());
    println!("{:?}", "a\u{200b}b\u{feff}".escape_unicode().to_string().len());
    println!("{:?} {:?}", "\u{1F468}\u{200D}\u{1F469}", '\u{301}');
    println!("{}", "x²+y³".chars().filter(|c| c.is_numeric()).count());
    println!("{:?}", "١٢٣".chars().map(|c| c.is_numeric()).collect::<Vec<_>>());
    println!("{:?}", "\u{a0}pad\u{2003}".trim());
    println!("{:?}", "one\u{2028}two\u{85}three".split_whitespace().collect::<Vec<_>>());
    println!("{}", "z̈".chars().rev().collect::<String>() == "z̈");
    println!("{:?}", "Ǆ".to_lowercase().chars().next().map(|c| c as u32));
    println!("{}", ["ä", "z", "a", "Z"].iter().max().unwrap());
}

use std::collections::HashMap;

struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser { text }
    }

    fn word(&self) -> &'a str {
        self.text.split(' ').next().unwrap_or("")
    }
}

fn first_word(s: &String) -> &str {
    match s.find(' ') {
        Some(i) => &s[..i],
        None => s,
    }
}

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

fn main() {
    let mut line = String::from("one two");
    let word = first_word(&line);
    line.clear();
    println!("{word}");

    let mut numbers = vec![1, 2, 3];
    if let Some(first) = numbers.first() {
        numbers.push(4);
        println!("{first}");
    }
    for n in numbers.iter() {
        numbers.push(*n);
    }
    let (left, right) = numbers.split_at_mut(1);
    numbers[0] = 3;
    left[0] = right[0];

    let result;
    let long = String::from("long");
    {
        let short = String::from("s");
        result = longer(long.as_str(), short.as_str());
    }
    println!("{result}");

    let reference;
    {
        let value = 5;
        reference = &value;
    }
    println!("{reference}");

    let text = String::from(" a ").as_str().trim();
    println!("{text}");

    let mut map: HashMap<String, Vec<i32>> = HashMap::new();
    let entry = map.get("a").unwrap();
    map.insert("b".to_string(), vec![]);
    println!("{entry:?}");

    let source = String::from("x y");
    let parser = Parser::new(&source);
    drop(source);
    println!("{}", parser.word());
}

fn owned_here() -> Option<&'static i32> {
    let list = vec![1];
    list.first()
}

fn early(n: i32) -> &'static str {
    let name = n.to_string();
    if n > 3 {
        return name.as_str();
    }
    ""
}

fn temporary() -> &'static str {
    String::from("gone").as_str()
}

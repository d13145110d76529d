#[derive(Debug, Clone)]
enum Piece {
    Char(char),
    Any,
    Class(Vec<(char, char)>, bool),
}
#[derive(Debug)]
struct Item {
    piece: Piece,
    min: usize,
    max: usize,
}
struct Regex {
    items: Vec<Item>,
    start: bool,
    end: bool,
}
impl Regex {
    fn new(src: &str) -> Result<Regex, String> {
        let mut chars = src.chars().peekable();
        let start = chars.next_if_eq(&'^').is_some();
        let mut items: Vec<Item> = vec![];
        let mut end = false;
        while let Some(c) = chars.next() {
            let piece = match c {
                '$' if chars.peek().is_none() => {
                    end = true;
                    break;
                }
                '.' => Piece::Any,
                '\\' => match chars.next().ok_or("trailing \\")? {
                    'd' => Piece::Class(vec![('0', '9')], false),
                    'w' => Piece::Class(vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')], false),
                    other => Piece::Char(other),
                },
                '[' => {
                    let negated = chars.next_if_eq(&'^').is_some();
                    let mut ranges = vec![];
                    loop {
                        match chars.next() {
                            None => return Err("unclosed [".to_string()),
                            Some(']') => break,
                            Some(lo) => {
                                let hi = if chars.next_if_eq(&'-').is_some() { chars.next().ok_or("bad range")? } else { lo };
                                ranges.push((lo, hi));
                            }
                        }
                    }
                    Piece::Class(ranges, negated)
                }
                '*' | '+' | '?' => {
                    let last = items.last_mut().ok_or_else(|| format!("nothing before {c}"))?;
                    (last.min, last.max) = match c {
                        '*' => (0, usize::MAX),
                        '+' => (1, usize::MAX),
                        _ => (0, 1),
                    };
                    continue;
                }
                c => Piece::Char(c),
            };
            items.push(Item { piece, min: 1, max: 1 });
        }
        Ok(Regex { items, start, end })
    }
    fn find(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let last = if self.start { 0 } else { chars.len() };
        (0..=last).find_map(|i| self.at(&self.items, &chars[i..]).map(|n| chars[i..i + n].iter().collect()))
    }
    fn at(&self, items: &[Item], text: &[char]) -> Option<usize> {
        let [item, rest @ ..] = items else {
            return (!self.end || text.is_empty()).then_some(0);
        };
        let most = text.iter().take(item.max).take_while(|c| item.piece.accepts(**c)).count();
        (item.min..=most).rev().find_map(|n| self.at(rest, &text[n..]).map(|m| n + m))
    }
}
impl Piece {
    fn accepts(&self, c: char) -> bool {
        match self {
            Piece::Any => true,
            Piece::Char(x) => *x == c,
            Piece::Class(ranges, negated) => ranges.iter().any(|&(lo, hi)| (lo..=hi).contains(&c)) != *negated,
        }
    }
}
fn main() {
    for (pattern, text) in [
        ("a.c", "xxabcxx"), ("^ab", "cab"), ("ab*c", "ac abbbc"), ("\\d+", "order 1234 of 99"), ("[a-c]+$", "xyzabcab"),
        ("[^ ]+", "  first word"), ("colou?r", "the color"), ("^\\w+@\\w+\\.com$", "me_1@mail.com"), ("x+y", "xxxz"), ("", "abc"),
        (".*", "everything"), ("[a", "x"), ("*a", "x"),
    ] {
        match Regex::new(pattern) {
            Ok(r) => println!("{pattern:?} in {text:?}: {:?}", r.find(text)),
            Err(e) => println!("{pattern:?}: {e}"),
        }
    }
}

// Regular expressions over bytes.
use regex::bytes::{Captures, Regex, RegexSet};
fn main() {
    let text = Regex::new(r"(?-u)[^\x00]+").unwrap();
    let pieces: Vec<&[u8]> = text.find_iter(b"ab\x00\xFF\x00c").map(|m| m.as_bytes()).collect();
    println!("{pieces:?}");
    let re = Regex::new(r"(?P<y>\d{4})-(?P<m>\d{2})").unwrap();
    let out = re.replace_all(b"2010-03 and 2011-04", &b"$m/${y}x$$"[..]);
    println!("{:?}", String::from_utf8_lossy(&out));
    let out = re.replace(b"2010-03", |c: &Captures| {
        let mut v = c[1].to_vec();
        v.push(b'!');
        v
    });
    println!("{:?} {:?}", out, re.find(b"x 2010-03\xff"));
    println!("{:?}", re.captures(b"2010-03"));
    let set = RegexSet::new([r"\w+", r"\d+"]).unwrap();
    println!("{:?}", set.matches(b"foo").into_iter().collect::<Vec<_>>());
    println!("{:?}", Regex::new("b*").unwrap().find_iter("aβb".as_bytes()).map(|m| m.range()).collect::<Vec<_>>());
    println!("{:?}", Regex::new(",").unwrap().split(b"a,b,,c").map(|p| p.len()).collect::<Vec<_>>());
    println!("{:?}", re.replace_all(b"2010-03", regex::bytes::NoExpand(b"$m")));
    println!("{:?}", re.replace_all(b"2010-03", b"$m"));
    let ids = Regex::new(r#"id:(?:"(\w+)"|'(\w+)')"#).unwrap();
    for (_, [id]) in ids.captures_iter(b"id:\"a\" id:'b'").map(|c| c.extract()) {
        println!("{}", id.len());
    }
}

struct Parser<'src> { text: &'src str, pos: usize }
impl<'src> Parser<'src> {
    fn new(text: &'src str) -> Self { Parser { text, pos: 0 } }
    fn word(&mut self) -> Option<&'src str> {
        let rest = &self.text[self.pos..];
        let rest = rest.trim_start();
        if rest.is_empty() { return None; }
        let start = self.text.len() - rest.len();
        let end = rest.find(' ').map_or(self.text.len(), |i| start + i);
        self.pos = end;
        Some(&self.text[start..end])
    }
}
impl<'a> Iterator for Parser<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> { self.word() }
}
fn longest<'a>(a: &'a str, b: &'a str) -> &'a str { if b.len() > a.len() { b } else { a } }
fn split_pair<'a, 'b: 'a>(a: &'a str, b: &'b str) -> (&'a str, &'b str) { (&a[..1], &b[1..]) }
struct Holder<'a, T: 'a + ?Sized> { r: &'a T }
impl<'a, T: ?Sized + std::fmt::Debug> Holder<'a, T> { fn show(&self) -> String { format!("{:?}", self.r) } }
fn first_word(s: &str) -> &str { s.split(' ').next().unwrap_or("") }
static GREETING: &'static str = "static";
fn apply<F>(f: F) -> String where F: for<'x> Fn(&'x str) -> &'x str { f("higher ranked").to_string() }
#[derive(Debug, Clone, Copy)]
struct Span<'t> { text: &'t str, line: usize }
fn spans<'t>(t: &'t str) -> Vec<Span<'t>> { t.lines().enumerate().map(|(line, text)| Span { text, line }).collect() }
fn main() {
    let text = String::from("  one two   three");
    let mut p = Parser::new(&text);
    println!("{:?} {:?}", p.next(), p.by_ref().map(str::len).collect::<Vec<_>>());
    let r;
    {
        let inner = String::from("longer text");
        r = longest(&text, &inner).to_string();
    }
    println!("{r:?} {:?}", split_pair("ab", "cd"));
    println!("{} {}", Holder { r: "str" }.show(), Holder { r: &[1, 2][..] }.show());
    println!("{} {GREETING} {}", first_word("hello world"), apply(|s| &s[7..]));
    let s = spans("a\nbb");
    println!("{s:?} {}", s.iter().map(|s| s.text.len() + s.line).sum::<usize>());
}

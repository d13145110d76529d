//! No input panics or hangs: texts that are cut, spliced and mangled, the same ones in every run.

use ruchy_syntax::{Dialect, MacroTable, SourceMap, is_incomplete, parse, render};

const DIALECTS: [Dialect; 4] = [Dialect::Rust, Dialect::Relaxed, Dialect::Tusk, Dialect::Std];

const SEEDS: &[&str] = &[
    r##"
    //! A file of everything.
    #![allow(unused)]
    use std::{collections::{HashMap as Map, *}, sync::Arc};
    /// Doc.
    #[derive(Debug, Clone)]
    pub(crate) struct Pair<'a, T: Ord + ?Sized = i32, const N: usize = 3>(pub &'a T, [u8; N]) where T: 'a + for<'b> Fn(&'b str) -> bool;
    enum Shape { Circle { radius: f64 }, Square(f64), Empty = 3 }
    trait Area: Sized { type Out<'x>: Clone where Self: 'x; const K: u8 = 1; fn area(&self) -> f64 { 0.0 } fn new() -> Self; }
    impl<T> Area for Vec<T> where T: Clone { type Out<'x> = i32 where T: 'x; fn new() -> Self { Vec::new() } }
    macro_rules! map { ($($k:expr => $v:expr),* $(,)?) => {{ let mut m = Map::new(); $(m.insert($k, $v);)* m }}; (@ $($t:tt)+) => { $($t)+ }; }
    macro_rules! loops { ($x:expr) => { loops!($x) }; }
    async unsafe extern "C" fn f(mut self: Box<Self>, (a, b): (i32, &mut str), f: impl Fn(u8) -> u8 + 'static) -> Result<(), Box<dyn Error + Send>> {
        let Some(x @ 1..=5) = y.get(0)?.await else { return Err("no".into()) };
        'outer: while let [first, .., last] | [first, last @ ..] = &v[1..] && x > 2 { if a { break 'outer 3 } else if b { continue } }
        match z { Shape::Circle { radius: r, .. } if r > 1.0e3 => {} -1 | 'a'..='z' => x += 1, &ref q => loop { break }, _ => () }
        let c = async move |x: u32| -> u32 { x as u8 as u32 << 3 & !0xff_u32 };
        println!("{x:?} {:>1$} {{}} {0:#010.3e}", 1.0, width = 8);
        map! { "a" => 1, 'b' => r#"raw"#, } ; vec![0u8; 16]; assert!(a == b, "{}", c); matches!(x, Some(_) if true);
        tokio::select! { biased; Some(v) = rx.recv(), if on => v, _ = sleep(5) => {} else => 3 }
        unsafe { *(&raw const x).add(1) = <T as Default>::default::<u8>() };
        S { a, b: 1 + 2 * -3 % 4, ..Default::default() }.x.0.1.method::<Vec<Vec<i32>>>(..).0;
        Ok(())
    }
    mod inner { pub(in super::x) static mut A: u8 = b'a'; thread_local! { static B: Cell<u8> = const { Cell::new(1) }; } }
    "##,
    r#"
    [section.one]
    key: true
    list: [a, "b", 3]
    # a comment
    [code]
    fun work(n, name: String) {
        let (tx, rx) = channel()
        spawn move { tx.send(n * 2) }
        let total = data
            .iter()
            .map(|x| x + 1)
            .sum()
        match msg {
            Increment => self.count += 1
            Get(reply) => reply.send(self.count)
        }
        return total
    }
    struct Point { x: i32
        y: i32 = 3 }
    do { f(a, workers: 4) }
    instead_of { g() }
    select! { msg = rx1.recv() => { one(msg) }
        recv(rx) -> m => m
        default(5) => 0 }
    db.return(conn)
    -1
    *x = 3
    "#,
];

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

fn read(text: &str, dialect: Dialect) {
    let mut map = SourceMap::new();
    let file = map.add("fuzz", text, dialect);
    let (tree, diagnostics) = parse(&map, file, &mut MacroTable::new());
    for diagnostic in diagnostics.iter().take(5) {
        assert!(!render(diagnostic, &map, false).is_empty());
    }
    let _ = (is_incomplete(text), tree);
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn cut_texts() {
    for seed in SEEDS {
        for dialect in DIALECTS {
            for end in (0..seed.len()).step_by(3) {
                read(&seed[..boundary(seed, end)], dialect);
                read(&seed[boundary(seed, end)..], dialect);
            }
        }
    }
}

#[test]
fn mangled_texts() {
    let pieces = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        ">>",
        "::",
        "!",
        "$",
        "#",
        "\"",
        "'",
        "'a",
        "r#\"",
        "b'",
        "/*",
        "*/",
        "=>",
        "->",
        "|",
        "||",
        "&",
        "..",
        "..=",
        ";",
        ",",
        ".",
        "0x",
        "1.",
        "1e",
        "let ",
        "fn ",
        "match ",
        "macro_rules! ",
        "select!",
        "println!",
        "é",
        "\u{0}",
        "\n",
        "\\",
        "$x:expr",
        "$(",
        ")*",
        "spawn ",
        "async ",
        "for<",
        "impl ",
        "dyn ",
        "?",
        "@",
        "_",
        "{:",
        "}}",
    ];
    let mut numbers = Numbers(7);
    for round in 0..6000 {
        let seed = SEEDS[round % SEEDS.len()];
        let mut text = seed.to_owned();
        for _ in 0..=numbers.next(6) {
            let at = boundary(&text, numbers.next(text.len() + 1).min(text.len()));
            match numbers.next(3) {
                0 => text.insert_str(at, pieces[numbers.next(pieces.len())]),
                1 => {
                    let end = boundary(&text, (at + numbers.next(12)).min(text.len()));
                    text.replace_range(at..end.max(at), "");
                }
                _ => {
                    let from = boundary(seed, numbers.next(seed.len()));
                    let to = boundary(seed, (from + numbers.next(60)).min(seed.len()));
                    text.insert_str(at, &seed[from..to.max(from)]);
                }
            }
        }
        read(&text, DIALECTS[numbers.next(4)]);
    }
}

#[test]
fn random_pieces() {
    let mut numbers = Numbers(11);
    let words: Vec<&str> = SEEDS.iter().flat_map(|s| s.split_whitespace()).collect();
    for _ in 0..4000 {
        let text: Vec<&str> = (0..numbers.next(40)).map(|_| words[numbers.next(words.len())]).collect();
        read(&text.join(if numbers.next(2) == 0 { " " } else { "\n" }), DIALECTS[numbers.next(4)]);
    }
}

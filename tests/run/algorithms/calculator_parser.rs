use std::collections::HashMap;
use std::iter::Peekable;
use std::str::Chars;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Num(f64),
    Ident(String),
    Sym(char),
}
#[derive(Debug, PartialEq)]
enum Error {
    BadChar(char, usize),
    Unexpected(Option<Token>),
    Unknown(String),
    DivideByZero,
}
fn lex(src: &str) -> Result<Vec<Token>, Error> {
    let mut out = vec![];
    let mut it = src.char_indices().peekable();
    while let Some(&(i, c)) = it.peek() {
        match c {
            ' ' => { it.next(); }
            '0'..='9' | '.' => {
                let mut end = i;
                while let Some(&(j, d)) = it.peek() {
                    if d.is_ascii_digit() || d == '.' { end = j + 1; it.next(); } else { break; }
                }
                out.push(Token::Num(src[i..end].parse().map_err(|_| Error::BadChar(c, i))?));
            }
            'a'..='z' => {
                let mut name = String::new();
                while let Some((_, d)) = it.next_if(|(_, d)| d.is_alphanumeric()) { name.push(d); }
                out.push(Token::Ident(name));
            }
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | '=' | ',' => { it.next(); out.push(Token::Sym(c)); }
            other => return Err(Error::BadChar(other, i)),
        }
    }
    Ok(out)
}
struct Calc {
    vars: HashMap<String, f64>,
}
struct Parser<'a> {
    toks: &'a [Token],
    pos: usize,
    vars: &'a HashMap<String, f64>,
}
impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> { self.toks.get(self.pos) }
    fn eat(&mut self, c: char) -> bool {
        let hit = self.peek() == Some(&Token::Sym(c));
        self.pos += hit as usize;
        hit
    }
    fn expr(&mut self, min: u8) -> Result<f64, Error> {
        let mut left = self.atom()?;
        while let Some(Token::Sym(op)) = self.peek() {
            let (lp, rp) = match op { '+' | '-' => (1, 2), '*' | '/' => (3, 4), '^' => (8, 7), _ => break };
            if lp < min { break; }
            self.pos += 1;
            let right = self.expr(rp)?;
            left = match op {
                '+' => left + right,
                '-' => left - right,
                '*' => left * right,
                '/' if right == 0.0 => return Err(Error::DivideByZero),
                '/' => left / right,
                _ => left.powf(right),
            };
        }
        Ok(left)
    }
    fn atom(&mut self) -> Result<f64, Error> {
        let tok = self.peek();
        self.pos += 1;
        match tok {
            Some(Token::Num(n)) => Ok(*n),
            Some(Token::Sym('-')) => Ok(-self.expr(5)?),
            Some(Token::Sym('(')) => {
                let v = self.expr(0)?;
                if self.eat(')') { Ok(v) } else { Err(Error::Unexpected(self.peek().cloned())) }
            }
            Some(Token::Ident(name)) if self.eat('(') => {
                let mut args = vec![];
                while !self.eat(')') {
                    args.push(self.expr(0)?);
                    self.eat(',');
                }
                match (name.as_str(), &args[..]) {
                    ("sqrt", [x]) => Ok(x.sqrt()),
                    ("max", [first, rest @ ..]) => Ok(rest.iter().fold(*first, |a, b| a.max(*b))),
                    _ => Err(Error::Unknown(format!("{name}/{}", args.len()))),
                }
            }
            Some(Token::Ident(name)) => self.vars.get(name).copied().ok_or_else(|| Error::Unknown(name.clone())),
            other => Err(Error::Unexpected(other.cloned())),
        }
    }
}
impl Calc {
    fn run(&mut self, src: &str) -> Result<f64, Error> {
        let toks = lex(src)?;
        let (target, body) = match toks.as_slice() {
            [Token::Ident(n), Token::Sym('='), rest @ ..] => (Some(n.clone()), rest),
            all => (None, all),
        };
        let mut p = Parser { toks: body, pos: 0, vars: &self.vars };
        let v = p.expr(0)?;
        if let Some(t) = p.peek() { return Err(Error::Unexpected(Some(t.clone()))); }
        if let Some(n) = target { self.vars.insert(n, v); }
        Ok(v)
    }
}
fn depth(it: &mut Peekable<Chars>) -> usize {
    let mut best = 0;
    while let Some(c) = it.next() {
        match c { '(' => best = best.max(1 + depth(it)), ')' => break, _ => {} }
    }
    best
}
fn main() {
    let mut c = Calc { vars: HashMap::from([("pi".to_string(), 3.14)]) };
    for src in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "8 / 4 / 2", "x = 5 - 7", "x * -x + pi", "max(1, 9, x) + sqrt(16)", "1 / (x + 2)", "2 $ 3", "(1 + 2", "1 2", "foo + 1", "sin(0)", ""] {
        match c.run(src) {
            Ok(v) => println!("{src} = {v}"),
            Err(e) => println!("{src}: {e:?}"),
        }
    }
    println!("{}", depth(&mut "(a(b)(c(d)))".chars().peekable()));
}

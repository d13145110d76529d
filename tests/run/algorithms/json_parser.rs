use std::collections::BTreeMap;
#[derive(Debug, Clone, PartialEq)]
enum J { Null, Bool(bool), Num(f64), Str(String), Arr(Vec<J>), Obj(BTreeMap<String, J>) }
struct P<'a> { s: &'a [u8], i: usize }
type R<T> = Result<T, String>;
impl P<'_> {
    fn ws(&mut self) { while self.s.get(self.i).is_some_and(u8::is_ascii_whitespace) { self.i += 1; } }
    fn expect(&mut self, c: u8) -> R<()> { self.ws(); if self.s.get(self.i) == Some(&c) { self.i += 1; Ok(()) } else { Err(format!("expected {:?} at {}", c as char, self.i)) } }
    fn lit(&mut self, w: &str, j: J) -> R<J> { if self.s[self.i..].starts_with(w.as_bytes()) { self.i += w.len(); Ok(j) } else { Err(format!("bad word at {}", self.i)) } }
    fn string(&mut self) -> R<String> {
        self.expect(b'"')?;
        let mut out = Vec::new();
        loop {
            let c = *self.s.get(self.i).ok_or("unterminated string")?;
            self.i += 1;
            match c {
                b'"' => return String::from_utf8(out).map_err(|e| e.to_string()),
                b'\\' => {
                    let e = *self.s.get(self.i).ok_or("bad escape")?;
                    self.i += 1;
                    out.push(match e { b'n' => b'\n', b't' => b'\t', b'"' | b'\\' | b'/' => e, _ => return Err(format!("escape {:?}", e as char)) });
                }
                c => out.push(c),
            }
        }
    }
    fn list<T>(&mut self, end: u8, mut f: impl FnMut(&mut Self) -> R<T>) -> R<Vec<T>> {
        let mut out = vec![];
        self.i += 1;
        self.ws();
        if self.s.get(self.i) == Some(&end) { self.i += 1; return Ok(out); }
        loop {
            out.push(f(self)?);
            self.ws();
            match self.s.get(self.i) { Some(b',') => self.i += 1, Some(c) if *c == end => { self.i += 1; return Ok(out); } other => return Err(format!("{:?} in a list", other.map(|c| *c as char))) }
        }
    }
    fn value(&mut self) -> R<J> {
        self.ws();
        match self.s.get(self.i) {
            None => Err("unexpected end".into()),
            Some(b'n') => self.lit("null", J::Null),
            Some(b't') => self.lit("true", J::Bool(true)),
            Some(b'f') => self.lit("false", J::Bool(false)),
            Some(b'"') => self.string().map(J::Str),
            Some(b'[') => self.list(b']', |p| p.value()).map(J::Arr),
            Some(b'{') => self.list(b'}', |p| { p.ws(); let k = p.string()?; p.expect(b':')?; Ok((k, p.value()?)) }).map(|v| J::Obj(v.into_iter().collect())),
            Some(_) => {
                let end = self.s[self.i..].iter().position(|c| !matches!(c, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).map_or(self.s.len(), |n| self.i + n);
                let text = std::str::from_utf8(&self.s[self.i..end]).unwrap();
                let n = text.parse().map_err(|_| format!("bad number {text:?} at {}", self.i))?;
                self.i = end;
                Ok(J::Num(n))
            }
        }
    }
}
fn parse(s: &str) -> R<J> { let mut p = P { s: s.as_bytes(), i: 0 }; let v = p.value()?; p.ws(); if p.i == s.len() { Ok(v) } else { Err(format!("trailing text at {}", p.i)) } }
fn show(j: &J) -> String {
    match j { J::Null => "null".into(), J::Bool(b) => b.to_string(), J::Num(n) => n.to_string(), J::Str(s) => format!("{s:?}"),
        J::Arr(v) => format!("[{}]", v.iter().map(show).collect::<Vec<_>>().join(",")),
        J::Obj(m) => format!("{{{}}}", m.iter().map(|(k, v)| format!("{k:?}:{}", show(v))).collect::<Vec<_>>().join(",")) }
}
fn main() {
    for s in [r#" {"b": [1, 2.5, -3e2], "a": {"x": null, "y": [true, false]}, "s": "q\"\n é"} "#, "[]", "{}", "[1,]", "[1 2]", "{\"a\" 1}", "\"open", "nul", "1 2", "", "-"] {
        match parse(s) { Ok(j) => println!("{}", show(&j)), Err(e) => println!("error: {e}") }
    }
    println!("{}", parse("[1.0]") == parse(" [ 1 ] "));
}

use std::collections::BTreeMap;
use std::fmt;
#[derive(Debug, Clone, PartialEq)]
enum Problem { Missing, TooShort { min: usize, got: usize }, NotNumber(String), OutOfRange(i64) }
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("is missing"),
            Problem::TooShort { min, got } => write!(f, "needs {min} characters, has {got}"),
            Problem::NotNumber(s) => write!(f, "{s:?} is no number"),
            Problem::OutOfRange(n) => write!(f, "{n} is out of range"),
        }
    }
}
#[derive(Debug, Default)]
struct Problems(BTreeMap<&'static str, Vec<Problem>>);
impl Problems {
    fn check<T>(&mut self, field: &'static str, r: Result<T, Problem>) -> Option<T> {
        match r { Ok(t) => Some(t), Err(p) => { self.0.entry(field).or_default().push(p); None } }
    }
}
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (field, ps)) in self.0.iter().enumerate() {
            if i > 0 { write!(f, "; ")?; }
            write!(f, "{field}: {}", ps.iter().map(|p| p.to_string()).collect::<Vec<_>>().join(" and "))?;
        }
        Ok(())
    }
}
impl std::error::Error for Problems {}
#[derive(Debug)]
struct User { name: String, age: u8 }
fn required<'a>(m: &BTreeMap<&str, &'a str>, k: &str) -> Result<&'a str, Problem> { m.get(k).copied().filter(|s| !s.is_empty()).ok_or(Problem::Missing) }
fn validate(m: &BTreeMap<&str, &str>) -> Result<User, Problems> {
    let mut p = Problems::default();
    let name = p.check("name", required(m, "name").and_then(|n| if n.len() < 3 { Err(Problem::TooShort { min: 3, got: n.len() }) } else { Ok(n.to_string()) }));
    let age = required(m, "age").and_then(|a| a.parse::<i64>().map_err(|_| Problem::NotNumber(a.to_string()))).and_then(|n| u8::try_from(n).map_err(|_| Problem::OutOfRange(n)));
    let age = p.check("age", age);
    if let Some(a) = age && a < 18 { p.check::<()>("age", Err(Problem::OutOfRange(a as i64))); }
    match (name, age) { (Some(name), Some(age)) if p.0.is_empty() => Ok(User { name, age }), _ => Err(p) }
}
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for input in [vec![("name", "anna"), ("age", "30")], vec![("name", "al"), ("age", "x")], vec![("age", "999")], vec![("name", "bob"), ("age", "7")]] {
        match validate(&input.into_iter().collect()) { Ok(u) => println!("{} {}", u.name, u.age), Err(e) => println!("{e}") }
    }
    let u = validate(&BTreeMap::from([("name", "last"), ("age", "18")]))?;
    println!("{u:?}");
    Ok(())
}

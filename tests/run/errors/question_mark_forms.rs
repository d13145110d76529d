#[derive(Debug, PartialEq)]
enum E {
    Parse(std::num::ParseIntError),
    Neg(i32),
    Other(String),
}
impl From<std::num::ParseIntError> for E {
    fn from(e: std::num::ParseIntError) -> E {
        E::Parse(e)
    }
}
impl From<&str> for E {
    fn from(s: &str) -> E {
        E::Other(s.to_string())
    }
}
fn positive(s: &str) -> Result<i32, E> {
    let n = s.trim().parse::<i32>()?;
    if n < 0 { Err(E::Neg(n)) } else { Ok(n) }
}
fn pair(s: &str) -> Result<(i32, i32), E> {
    let (a, b) = s.split_once(',').ok_or("no comma")?;
    Ok((positive(a)?, positive(b)?))
}
fn last_char_upper(s: &str) -> Option<char> {
    Some(s.lines().next()?.chars().last()?.to_ascii_uppercase())
}
fn nested(v: &[Option<Result<i32, E>>]) -> Option<i32> {
    let mut t = 0;
    for x in v {
        t += match x.as_ref()? {
            Ok(n) => *n,
            Err(E::Neg(n)) => -n,
            Err(_) => return None,
        };
    }
    Some(t)
}
fn in_closure(items: &[&str]) -> Vec<Result<i32, E>> {
    items.iter().map(|s| { let n = positive(s)?; if n == 13 { return Err("unlucky".into()); } Ok(n + 1) }).collect()
}
fn first_ok(items: &[&str]) -> Result<i32, E> {
    let mut err = E::Other("none".into());
    for s in items {
        match positive(s) {
            Ok(n) => return Ok(n),
            Err(e) => err = e,
        }
    }
    Err(err)
}
fn main() {
    println!("{:?} {:?} {:?}", pair("1, 2"), pair("1;2"), pair("1,-2"));
    println!("{:?}", pair("1,x"));
    println!("{:?} {:?} {:?}", last_char_upper("abc\nd"), last_char_upper(""), last_char_upper("\nx"));
    println!("{:?}", nested(&[Some(Ok(1)), Some(Err(E::Neg(-5)))]));
    println!("{:?}", nested(&[Some(Ok(1)), None]));
    println!("{:?}", in_closure(&["1", "13", "z", "-4"]));
    println!("{:?} {:?}", first_ok(&["x", "-1", "8"]), first_ok(&["-9"]));
    let block = || -> Result<i32, E> { Ok(positive("4")? + positive("5")?) };
    println!("{:?} {}", block(), positive("-3") == Err(E::Neg(-3)));
}

use std::collections::HashMap;
use std::error::Error;
use std::fmt;

#[derive(Debug)]
struct NotFound(String);
impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} not found", self.0)
    }
}
impl Error for NotFound {}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn find(map: &HashMap<&str, &str>, key: &str) -> Result<i32> {
    let text = map.get(key).ok_or_else(|| NotFound(key.to_owned()))?;
    if text.is_empty() {
        return Err("empty value".into());
    }
    if text.len() > 5 {
        return Err(format!("{key} is too long").into());
    }
    let n: i32 = text.parse()?;
    if n < 0 {
        Err(Box::new(fmt::Error))?;
    }
    Ok(n)
}
fn sum(map: &HashMap<&str, &str>, keys: &[&str]) -> Result<i32> {
    let mut total = 0;
    for k in keys {
        total += find(map, k)?;
    }
    Ok(total)
}
fn chars(bytes: Vec<u8>) -> std::result::Result<usize, Box<dyn Error + Send + Sync>> {
    let s = String::from_utf8(bytes)?;
    let c: char = s.parse()?;
    Ok(c.len_utf8())
}

fn main() {
    let map = HashMap::from([("a", "1"), ("b", "20"), ("bad", "x1"), ("none", ""), ("long", "1234567"), ("neg", "-4")]);
    println!("{:?}", sum(&map, &["a", "b"]).unwrap());
    for key in ["bad", "none", "long", "neg", "zzz"] {
        let e = sum(&map, &["a", key]).unwrap_err();
        let kind = if e.is::<NotFound>() {
            "not found"
        } else if e.downcast_ref::<std::num::ParseIntError>().is_some() {
            "parse"
        } else {
            "other"
        };
        println!("{key}: {e} [{kind}]");
    }
    match sum(&map, &["q"]).unwrap_err().downcast::<NotFound>() {
        Ok(nf) => println!("recovered {:?}", nf.0),
        Err(other) => println!("{other}"),
    }
    println!("{:?} {}", chars(vec![0xc3, 0xa9]).ok(), chars(vec![0xff]).is_err());
    println!("{}", chars(b"ab".to_vec()).unwrap_err());
    let e: Box<dyn Error> = From::from("plain");
    println!("{e:?} {}", e.to_string());
    let r: std::result::Result<(), Box<dyn Error>> = (|| {
        "1.5".parse::<f64>()?;
        "t".parse::<bool>()?;
        Ok(())
    })();
    println!("{}", r.unwrap_err());
}

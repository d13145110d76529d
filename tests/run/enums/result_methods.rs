use std::num::ParseIntError;

fn parse(s: &str) -> Result<i32, ParseIntError> {
    s.parse::<i32>()
}

fn main() {
    let ok: Result<i32, String> = Ok(3);
    let err: Result<i32, String> = Err("bad".to_string());
    println!("{:?} {:?}", ok.as_ref().map(|x| x + 1), err.as_ref().map(|x| x + 1));
    println!("{:?} {:?}", err.as_ref().map_err(|e| e.len()), ok.as_ref().ok());
    println!("{:?} {:?}", err.as_ref().err(), ok.is_ok_and(|x| x == 3));
    let ok: Result<i32, String> = Ok(3);
    println!("{} {}", err.clone().unwrap_or(9), err.clone().unwrap_or_else(|e| e.len() as i32));
    println!("{} {}", err.clone().unwrap_or_default(), err.clone().map_or(-1, |v| v * 2));
    println!("{:?} {:?}", ok.clone().and_then(|x| if x > 5 { Ok(x) } else { Err(format!("{x} is small")) }), err.clone().or_else(|e| if e == "bad" { Ok(0) } else { Err(e) }));
    println!("{:?} {:?}", ok.clone().or(err.clone()), ok.clone().and(Ok::<&str, String>("next")));
    println!("{:?}", err.clone().unwrap_err());
    println!("{:?}", Ok::<Option<i32>, ()>(None).transpose());
    for s in ["12", "", "-", "1x", "99999999999", "+5"] {
        match parse(s) {
            Ok(n) => println!("{s:?} is {n}"),
            Err(e) => println!("{s:?}: {e}"),
        }
    }
    println!("{:?}", parse("abc"));
    let all: Result<Vec<i32>, _> = "1,2,3".split(',').map(parse).collect();
    let bad: Result<Vec<i32>, _> = "1,b,c".split(',').map(parse).collect();
    println!("{all:?} {bad:?}");
    let sum: Result<i32, ParseIntError> = ["4", "5"].iter().map(|s| parse(s)).sum();
    let product: Result<i32, ParseIntError> = ["4", "y"].iter().map(|s| parse(s)).product();
    println!("{sum:?} {}", product.is_err());
    let (good, wrong): (Vec<_>, Vec<_>) = ["1", "q", "2"].iter().map(|s| parse(s)).partition(|r| r.is_ok());
    println!("{:?} {}", good.into_iter().map(Result::unwrap).collect::<Vec<_>>(), wrong.len());
    if let Err(ref e) = err {
        println!("{e}");
    }
    let mut r: Result<u8, ()> = Ok(1);
    if let Ok(v) = r.as_mut() {
        *v += 1;
    }
    println!("{:?} {:?}", r, r.iter().next());
    println!("{:?}", ok.inspect(|v| print!("saw {v} ")).inspect_err(|e| print!("err {e}")));
    println!("{:?} {:?}", "1.5e3".parse::<f64>(), "x".parse::<f64>().map_err(|e| e.to_string()));
    println!("{:?} {:?}", "true".parse::<bool>(), "yes".parse::<bool>().map_err(|e| e.to_string()));
    println!("{:?} {:?}", "ab".parse::<char>().map_err(|e| e.to_string()), "".parse::<char>().is_err());
}

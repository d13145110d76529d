fn main() {
    let x = {
        let a = 3;
        let b = a * a;
        b + 1
    };
    let y = if x > 5 { "big" } else if x == 5 { "five" } else { "small" };
    let z = match y {
        "big" => {
            let n = x * 2;
            n - 1
        }
        _ => 0,
    };
    println!("{x} {y} {z}");
    let unit = {
        let _ = 5;
    };
    println!("{unit:?}");
    let v = vec![if x > 1 { 1 } else { 2 }, { 3 }, loop { break 4 }];
    println!("{v:?}");
    let t = (x, { y.len() }, -{ 5 });
    println!("{t:?} {}", if let (_, 3, n) = t { n } else { 0 });
    println!("{}", { let s = String::from("in"); s + "side" }.len() + [1, 2, 3][{ 1 }]);
    let n = 7;
    let kind = if n % 2 == 0 { "even" } else { "odd" }.to_uppercase();
    println!("{kind}");
    const fn sq(x: u32) -> u32 { x * x }
    const N: u32 = sq(4) + { 1 };
    println!("{N}");
    let _unused;
    let later;
    if n > 3 { later = "set in a branch"; } else { later = "other"; }
    println!("{later}");
    _unused = 1;
    let a = 1; let b = 2; println!("{}", a + b);
    ;;
    let r = (|| { if n > 100 { return 1; } 2 })();
    println!("{r}");
}

fn mean(v: &[u8]) -> f32 {
    v.iter().map(|&x| x as f32).sum::<f32>() / v.len() as f32
}
fn takes_i64(x: i64) -> i64 { x * 2 }
fn main() {
    let mut v = Vec::new();
    let mut total = 0;
    for i in 0..3 {
        total += i;
        v.push(i);
    }
    println!("{} {:?}", takes_i64(total), v);
    let x = "42".parse().unwrap_or(0u16);
    let y: u64 = "7".parse().unwrap();
    println!("{} {}", x + 1, y << 40);
    println!("{}", mean(&[1, 2, 4]));
    let mut best = None;
    for s in ["a", "ccc", "bb"] {
        if best.map_or(true, |b: &str| s.len() > b.len()) {
            best = Some(s);
        }
    }
    println!("{best:?}");
    let empty: [&str; 0] = [];
    println!("{:?} {}", empty, empty.len());
    let f = |x| x * 2.0;
    println!("{}", f(1.5));
    let mut cache = std::collections::HashMap::new();
    cache.insert("k", Vec::new());
    cache.get_mut("k").unwrap().push(1u8);
    println!("{cache:?}");
    let sum: i32 = [1i8, 2, 3].iter().map(|&b| i32::from(b)).sum();
    let big = sum as u8 as char;
    println!("{sum} {:?} {}", big, 'z' as u8 - b'a');
    println!("{} {} {}", -1i8 as u8 as i32, 3.99_f32 as u8, (0.1 + 0.2) as f32);
    println!("{} {}", u32::MAX as f32, (1u64 << 53) as f64 + 1.0);
    println!("{} {}", 'a' < 'b', ('a' as u8..=b'e').map(|b| b as char).collect::<String>());
    let n: usize = [1, 2, 3].iter().filter(|x| **x > 1).count();
    println!("{}", n as i32 - 5);
    let arr = [Default::default(), 5u8];
    println!("{arr:?} {}", i32::default() + <i32 as Default>::default());
    println!("{:?}", "1,2".split(',').map(|s| s.parse::<f64>()).collect::<Result<Vec<_>, _>>());
}

fn main() {
    for s in ["42", "-42", "+7", "", " 1", "1 ", "1_000", "0x10", "3.0", "256", "-1"] {
        let i = s.parse::<i32>();
        let u = s.parse::<u8>();
        println!("{s:?}: {i:?} {u:?}");
    }
    for s in ["3.14", ".5", "5.", "1e3", "-1E-2", "inf", "-Infinity", "NaN", "abc", "", "1e400", "-0"] {
        println!("{s:?}: {:?}", s.parse::<f64>());
    }
    println!("{:?} {:?}", i64::from_str_radix("ff", 16), u32::from_str_radix("1012", 2).is_err());
    println!("{:?} {:?}", i32::from_str_radix("-zz", 36), u8::from_str_radix("100000000", 2).map_err(|e| e.to_string()));
    println!("{:?} {:?}", "9223372036854775807".parse::<i64>(), "9223372036854775808".parse::<i64>().map_err(|e| e.to_string()));
    println!("{:?}", "340282366920938463463374607431768211455".parse::<u128>());
    println!("{:?}", "-129".parse::<i8>().unwrap_err().kind());
    println!("{:?}", "x".parse::<u64>().unwrap_err().kind());
    println!("{:?}", "".parse::<usize>().unwrap_err().kind());
    println!("{:?} {:?}", "true".parse::<bool>(), "True".parse::<bool>().is_err());
    println!("{:?} {:?}", "x".parse::<char>(), "xy".parse::<char>().is_err());
    println!("{:?}", "text".parse::<String>());
    let total: i32 = "4 8 15 16 23 42".split(' ').filter_map(|s| s.parse::<i32>().ok()).sum();
    println!("{total}");
    let matrix: Vec<Vec<f32>> = "1 2.5\n-3 4e1".lines().map(|l| l.split(' ').map(|x| x.parse().unwrap()).collect()).collect();
    println!("{matrix:?}");
    let digits: u32 = "a1b2c3".chars().filter_map(|c| c.to_digit(10)).sum();
    println!("{digits}");
    let value = "1011".chars().fold(0u32, |acc, c| acc * 2 + c.to_digit(2).unwrap());
    println!("{value}");
    let (h, m) = "12:34".split_once(':').map(|(h, m)| (h.parse::<u8>().unwrap(), m.parse::<u8>().unwrap())).unwrap();
    println!("{}", h as u32 * 60 + m as u32);
    let n: i64 = "-5".parse().unwrap();
    let f = n as f64 / 2.0;
    println!("{n} {f} {}", "7".parse::<i32>().unwrap_or(-1) + "seven".parse::<i32>().unwrap_or(-1));
}

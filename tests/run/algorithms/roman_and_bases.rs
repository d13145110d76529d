const ROMAN: [(u32, &str); 13] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
];
fn to_roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, symbol) in ROMAN {
        while n >= value {
            out += symbol;
            n -= value;
        }
    }
    out
}
fn from_roman(s: &str) -> Option<u32> {
    let value = |c| Some(match c { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, 'C' => 100, 'D' => 500, 'M' => 1000, _ => return None });
    let vals = s.chars().map(value).collect::<Option<Vec<u32>>>()?;
    let mut total = 0;
    for (i, v) in vals.iter().enumerate() {
        match vals.get(i + 1) {
            Some(next) if next > v => total -= *v as i64,
            _ => total += *v as i64,
        }
    }
    u32::try_from(total).ok()
}
fn in_base(mut n: u64, base: u32) -> String {
    if n == 0 {
        return "0".into();
    }
    let mut digits = Vec::new();
    while n > 0 {
        digits.push(std::char::from_digit((n % base as u64) as u32, base).unwrap());
        n /= base as u64;
    }
    digits.iter().rev().collect()
}
fn say(n: u64) -> String {
    const ONES: [&str; 20] = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match n {
        0 => "zero".to_string(),
        1..20 => ONES[n as usize].to_string(),
        20..100 => {
            let tens = TENS[(n / 10 - 2) as usize];
            if n % 10 == 0 { tens.into() } else { format!("{tens}-{}", ONES[(n % 10) as usize]) }
        }
        _ => {
            let (unit, name) = [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")].into_iter().find(|(u, _)| n >= *u).unwrap();
            let rest = if n % unit == 0 { String::new() } else { format!(" {}", say(n % unit)) };
            format!("{} {name}{rest}", say(n / unit))
        }
    }
}
fn luhn(s: &str) -> bool {
    let digits: Option<Vec<u32>> = s.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(10)).collect();
    match digits {
        Some(d) if d.len() > 1 => d.iter().rev().enumerate().map(|(i, &x)| if i % 2 == 1 { let y = x * 2; if y > 9 { y - 9 } else { y } } else { x }).sum::<u32>() % 10 == 0,
        _ => false,
    }
}
fn main() {
    for n in [1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999] {
        let r = to_roman(n);
        assert_eq!(from_roman(&r), Some(n));
        print!("{r} ");
    }
    println!("{:?}", from_roman("MXQ"));
    println!("{} {} {} {}", in_base(255, 2), in_base(255, 16), in_base(123456789, 36), in_base(0, 7));
    for n in [0, 7, 19, 20, 42, 100, 115, 1000, 12_345, 1_000_001, 7_020_000_000] {
        println!("{n}: {}", say(n));
    }
    println!("{} {} {}", luhn("4539 3195 0343 6467"), luhn("8273 1232 7352 0569"), luhn("0"));
}

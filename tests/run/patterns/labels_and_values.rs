fn main() {
    let mut count = 0;
    let found = 'outer: loop {
        loop {
            count += 1;
            if count % 7 == 0 && count % 5 == 0 {
                break 'outer count * 2;
            }
            if count % 10 == 0 {
                break;
            }
        }
    };
    println!("{found}");

    let grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
    let mut seen = Vec::new();
    'rows: for (r, row) in grid.iter().enumerate() {
        for &cell in row {
            if cell == 5 {
                continue 'rows;
            }
            if r == 2 && cell == 8 {
                break 'rows;
            }
            seen.push(cell);
        }
    }
    println!("{seen:?}");

    let kind = 'block: {
        let n = seen.len();
        if n == 0 {
            break 'block "none";
        }
        if n % 2 == 1 {
            break 'block "odd";
        }
        "even"
    };
    println!("{kind}");

    let mut n = 27u64;
    let mut steps = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { n * 3 + 1 };
        steps += 1;
    }
    println!("{steps}");
    let x = loop {
        steps -= 50;
        if steps < 0 {
            break steps;
        }
    };
    println!("{x}");
    for i in (0..20).rev().step_by(6) {
        print!("{i} ");
    }
    for c in ('a'..='e').rev() {
        print!("{c}");
    }
    println!();
    let r = 3..=6;
    println!("{} {} {:?} {}", r.contains(&6), (3..6).contains(&6), r, r.clone().sum::<i32>());
    let (mut lo, mut hi) = (0, 100);
    while lo < hi {
        let mid = (lo + hi) / 2;
        match mid * mid {
            sq if sq < 1700 => lo = mid + 1,
            _ => hi = mid,
        }
    }
    println!("{lo}");
    let unit = for _ in 0..0 {};
    println!("{unit:?}");
    let out: Vec<String> = (1..=15)
        .map(|i| match (i % 3, i % 5) {
            (0, 0) => "FizzBuzz".to_string(),
            (0, _) => "Fizz".to_string(),
            (_, 0) => "Buzz".to_string(),
            _ => i.to_string(),
        })
        .collect();
    println!("{}", out.join(","));
}

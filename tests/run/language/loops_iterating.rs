fn main() {
    let names = ["a", "b", "c"];
    for (i, n) in names.iter().enumerate().skip(1) { print!("{i}{n} "); }
    for n in &names[..2] { print!("{n} "); }
    for (a, b) in names.iter().zip(names.iter().skip(1)) { print!("{a}{b} "); }
    println!();
    let mut v = vec![1, 2, 3];
    for x in &mut v { *x *= 10; }
    for x in v.iter_mut().rev().take(2) { *x += 1; }
    for i in 0..v.len() { v[i] -= i as i32; }
    println!("{v:?}");
    let mut stack = vec![1];
    while let Some(top) = stack.pop() {
        if top < 20 { stack.push(top * 3); if top % 2 == 1 { stack.push(top * 4); } }
        print!("{top} ");
    }
    println!();
    let mut it = (1..=3).into_iter();
    loop {
        match it.next() {
            Some(2) => continue,
            Some(n) => print!("{n};"),
            None => break,
        }
    }
    println!();
    for c in "héy".chars().rev() { print!("{c}"); }
    for b in "hi".bytes() { print!(" {b}"); }
    for w in "x y  z".split(' ') { print!("[{w}]"); }
    println!();
    for i in (0..21).step_by(5).rev() { print!("{i} "); }
    for i in (-2..2).map(|x| x * x) { print!("{i} "); }
    for (k, v) in std::collections::BTreeMap::from([(2, 'b'), (1, 'a')]) { print!("{k}{v} "); }
    println!();
    for x in Some(5) { print!("{x} "); }
    for x in [Ok(1), Err("e")].into_iter().flatten() { print!("{x} "); }
    let mut count = 0;
    for _ in std::iter::repeat(()) { count += 1; if count == 4 { break; } }
    println!("{count}");
    let total: u32 = 'sum: { let mut t = 0; for i in 1.. { t += i; if t > 50 { break 'sum t; } } 0 };
    println!("{total}");
    let mut i = 10u8;
    let r = 'o: loop { while i > 0 { i -= 3; if i % 2 == 0 { break 'o i; } } };
    println!("{r} {:?}", (0..0).next());
}

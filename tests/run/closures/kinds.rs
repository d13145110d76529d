fn call<F: Fn(i32) -> i32>(f: F, n: i32) -> i32 {
    f(f(n))
}
fn call_mut<F>(mut f: F) -> usize
where
    F: FnMut(&str) -> usize,
{
    f("one");
    f("three")
}
fn call_once<T>(f: impl FnOnce() -> T) -> T {
    f()
}
fn apply_all(fs: &[&dyn Fn(f64) -> f64], x: f64) -> Vec<f64> {
    fs.iter().map(|f| f(x)).collect()
}
fn repeat(n: usize, f: &mut dyn FnMut(usize)) {
    for i in 0..n {
        f(i);
    }
}
fn square(x: i32) -> i32 {
    x * x
}

fn main() {
    let base = 10;
    let add = |x| x + base;
    println!("{} {}", call(add, 1), call(square, 3));
    println!("{}", call(|x| -x, 5));
    let mut log = Vec::new();
    let total = call_mut(|s| {
        log.push(s.to_uppercase());
        log.len() * 10 + s.len()
    });
    println!("{total} {log:?}");
    let owned = String::from("consumed");
    let boxed = call_once(move || owned.into_boxed_str());
    println!("{boxed}");
    println!("{:?}", apply_all(&[&f64::sqrt, &|x| x / 2.0, &f64::abs], 16.0));
    let mut sum = 0;
    repeat(5, &mut |i| sum += i);
    println!("{sum}");
    let mut counter = 0;
    let mut inc = || {
        counter += 3;
        counter
    };
    let (a, b) = (inc(), inc());
    println!("{a} {b} {counter}");
    let text = "abc".to_string();
    let len = || text.len();
    println!("{} {text}", len() + len());
    let mut data = vec![1];
    let mut push = |x| data.push(x);
    push(2);
    push(3);
    println!("{data:?}");
    let max = |a: i32, b: i32| -> i32 { if a > b { a } else { b } };
    println!("{}", max(3, max(9, 2)));
    let fs: [fn(i32) -> i32; 3] = [square, |x| x + 1, i32::abs];
    println!("{:?}", fs.iter().map(|f| f(-4)).collect::<Vec<_>>());
    let nested = |x: i32| move |y: i32| move |z: i32| x * 100 + y * 10 + z;
    println!("{}", nested(1)(2)(3));
    let unused = |_: &str, (a, b): (i32, i32), [c, d]: [i32; 2]| a + b + c + d;
    println!("{}", unused("", (1, 2), [3, 4]));
    println!("{:?}", (|| 5)());
}

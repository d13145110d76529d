#[derive(Debug, Clone)]
struct Big {
    name: String,
    items: Vec<i32>,
}
fn main() {
    // `move` copies a Copy value: the outer one is unchanged.
    let mut n = 1;
    let mut bump = move || {
        n += 1;
        n
    };
    println!("{} {} {}", bump(), bump(), n);
    n += 100;
    println!("{n} {}", bump());

    // A clone of a capturing closure has its own state.
    let mut count = 0;
    let mut a = move || { count += 1; count };
    let mut b = a.clone();
    println!("{} {} {}", a(), a(), b());

    // Only the field that is used is captured.
    let mut big = Big { name: "x".into(), items: vec![1, 2] };
    {
        let name = &big.name;
        let mut add = |i| big.items.push(i);
        add(3);
        println!("{name}");
    }
    println!("{big:?}");
    let take_items = move || big.items.len();
    println!("{} {}", take_items(), take_items());

    let words = vec!["a".to_string(), "b".to_string()];
    let lens: Vec<Box<dyn Fn() -> usize>> = words.into_iter().map(|w| Box::new(move || w.len()) as Box<dyn Fn() -> usize>).collect();
    println!("{}", lens.iter().map(|f| f()).sum::<usize>());
    let mut fns: Vec<Box<dyn Fn(i32) -> i32>> = vec![];
    for i in 1..=3 {
        fns.push(Box::new(move |x| x * i));
    }
    println!("{:?}", fns.iter().map(|f| f(10)).collect::<Vec<_>>());
    let s = String::from("kept");
    let r = &s;
    let by_ref = move || r.len();
    println!("{} {s}", by_ref());
    let mut total = 0;
    (1..=4).for_each(|x| total += x);
    let mut seen = vec![];
    let kept: Vec<i32> = (0..6).filter(|x| { seen.push(*x); x % 2 == 0 }).collect();
    println!("{total} {seen:?} {kept:?}");
    let opt: Option<String> = Some("deep".into());
    let show = || opt.as_ref().map(|s| format!("{s}!"));
    println!("{:?} {:?}", show(), opt);
}

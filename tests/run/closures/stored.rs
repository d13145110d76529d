use std::collections::{BTreeMap, HashMap};

struct Button<'a> {
    label: String,
    on_click: Box<dyn FnMut(&str) -> bool + 'a>,
}
struct Cache<F: Fn(u64) -> u64> {
    compute: F,
    values: HashMap<u64, u64>,
    hits: u32,
}
impl<F: Fn(u64) -> u64> Cache<F> {
    fn new(compute: F) -> Self {
        Cache { compute, values: HashMap::new(), hits: 0 }
    }
    fn get(&mut self, n: u64) -> u64 {
        if let Some(&v) = self.values.get(&n) {
            self.hits += 1;
            return v;
        }
        let v = (self.compute)(n);
        self.values.insert(n, v);
        v
    }
}
#[derive(Default)]
struct Calculator {
    ops: BTreeMap<&'static str, Box<dyn Fn(f64, f64) -> f64>>,
}
impl Calculator {
    fn register(&mut self, name: &'static str, f: impl Fn(f64, f64) -> f64 + 'static) -> &mut Self {
        self.ops.insert(name, Box::new(f));
        self
    }
    fn run(&self, name: &str, a: f64, b: f64) -> Option<f64> {
        self.ops.get(name).map(|f| f(a, b))
    }
}
fn make_counter(step: i32) -> Box<dyn FnMut() -> i32> {
    let mut n = 0;
    Box::new(move || {
        n += step;
        n
    })
}
fn pipeline(stages: Vec<Box<dyn Fn(String) -> String>>) -> impl Fn(&str) -> String {
    move |s| stages.iter().fold(s.to_string(), |acc, f| f(acc))
}

fn main() {
    let mut clicks = vec![];
    {
        let mut b = Button { label: "ok".into(), on_click: Box::new(|who| { clicks.push(who.to_string()); clicks.len() > 1 }) };
        println!("{} {}", b.label, (b.on_click)("ann"));
        println!("{}", (b.on_click)("bob"));
    }
    println!("{clicks:?}");
    let mut cache = Cache::new(|n| (1..=n).product());
    println!("{} {} {} hits {}", cache.get(5), cache.get(10), cache.get(5), cache.hits);
    let offset = 0.5;
    let mut calc = Calculator::default();
    calc.register("add", |a, b| a + b).register("pow", f64::powf).register("avg", move |a, b| (a + b) / 2.0 + offset);
    for (name, _) in &calc.ops {
        println!("{name}: {:?}", calc.run(name, 2.0, 10.0));
    }
    println!("{:?}", calc.run("nope", 0.0, 0.0));
    let (mut by2, mut by5) = (make_counter(2), make_counter(5));
    println!("{} {} {} {}", by2(), by5(), by2(), by5());
    let p = pipeline(vec![
        Box::new(|s| s.trim().to_string()),
        Box::new(|s| s.to_uppercase()),
        Box::new(|s: String| s.chars().rev().collect()),
    ]);
    println!("{:?} {:?}", p("  abc "), p("xyz"));
    let once: Vec<Box<dyn FnOnce() -> String>> = (0..3).map(|i| {
        let name = format!("job{i}");
        Box::new(move || name) as Box<dyn FnOnce() -> String>
    }).collect();
    println!("{:?}", once.into_iter().map(|f| f()).collect::<Vec<_>>());
    let maybe: Option<Box<dyn Fn() -> i32>> = Some(Box::new(|| 12));
    if let Some(f) = &maybe {
        println!("{}", f());
    }
}

// Bodies of generic functions that nothing calls.
trait Shape {
    fn area(&self) -> f64;
    fn show(&self) -> String {
        format!("{:?}", self)
    }
}

struct Pair<T>(T, T);

impl<T> Pair<T> {
    fn first(&self) -> &T {
        self.second(1)
    }

    fn second(&self) -> &T {
        &self.third
    }

    fn made(value: T) -> Pair<T> {
        Pair(1, value)
    }
}

fn twice<T>(x: T) -> (T, T) {
    (x, x)
}

fn larger<T>(a: T, b: T) -> bool {
    a > b
}

fn total<I: Iterator>(items: I) -> i32 {
    let mut sum = 0;
    for x in items {
        sum += x;
    }
    sum
}

fn text<T>(x: T) -> String {
    x.to_string()
}

fn missing<T: Clone>(x: T) -> T {
    unknown(x.clone())
}

fn other<T, U>(_t: T, u: U) -> T {
    u
}

fn passes_on<U>(u: U) {
    fn wants<T: std::fmt::Display>(t: T) {
        println!("{t}");
    }
    wants(u)
}

fn main() {}

macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+ $(,)?) => {{
        let a = $x;
        let b = maximum!($($rest),+);
        if a > b { a } else { b }
    }};
}
macro_rules! hashmap {
    () => { std::collections::BTreeMap::new() };
    ($($k:expr => $v:expr),+ $(,)?) => {{
        let mut m = std::collections::BTreeMap::new();
        $( m.insert($k, $v); )+
        m
    }};
}
macro_rules! point {
    ($name:ident { $($field:ident : $ty:ty = $default:expr),* $(,)? }) => {
        #[derive(Debug, Clone)]
        struct $name { $($field: $ty),* }
        impl $name {
            fn new() -> Self { $name { $($field: $default),* } }
            fn fields() -> &'static [&'static str] { &[$(stringify!($field)),*] }
        }
    };
}
macro_rules! count {
    () => { 0usize };
    ($head:tt $($tail:tt)*) => { 1usize + count!($($tail)*) };
}
macro_rules! my_vec {
    ($elem:expr; $n:expr) => { std::iter::repeat($elem).take($n).collect::<Vec<_>>() };
    ($($x:expr),*) => {{ let mut v = Vec::new(); $(v.push($x);)* v }};
}
macro_rules! enum_str {
    ($(#[$m:meta])* $vis:vis enum $name:ident { $($variant:ident = $val:literal),+ $(,)? }) => {
        $(#[$m])* $vis enum $name { $($variant = $val),+ }
        impl $name {
            fn name(&self) -> &'static str { match self { $( $name::$variant => stringify!($variant) ),+ } }
            fn all() -> Vec<$name> { vec![$($name::$variant),+] }
        }
    };
}
macro_rules! matrix {
    ($([$($x:expr),*]),* $(,)?) => { vec![$(vec![$($x),*]),*] };
}
macro_rules! implement {
    ($tr:ident for $($t:ty),+ => $body:expr) => { $(impl $tr for $t { fn describe(&self) -> String { let f: fn(&$t) -> String = $body; f(self) } })+ };
}
trait Describe { fn describe(&self) -> String; }
implement!(Describe for i32, f64, bool => |v| format!("<{v}>"));

point!(Pixel { x: i32 = 1, y: i32 = 2, name: String = "p".to_string() });
enum_str! {
    #[derive(Debug, Clone, Copy)]
    pub enum Level { Low = 1, Mid = 5, High = 10 }
}

fn main() {
    println!("{} {}", maximum!(3), maximum!(3, 9, 4,));
    let m = hashmap! { "a" => 1, "b" => 2, };
    println!("{m:?} {:?}", { let e: std::collections::BTreeMap<i32, i32> = hashmap!(); e });
    println!("{:?} {:?}", Pixel::new(), Pixel::fields());
    println!("{} {}", count!(), count!(a b (c d) [e] 5));
    println!("{:?} {:?}", my_vec![1, 2, 3], my_vec!["x"; 2]);
    for l in Level::all() {
        print!("{}={} ", l.name(), l as i32);
    }
    println!();
    println!("{:?}", matrix!([1, 2], [3, 4]));
    println!("{} {} {}", 5.describe(), 1.5.describe(), true.describe());
}

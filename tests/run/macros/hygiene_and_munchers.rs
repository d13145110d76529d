macro_rules! swap_add {
    ($a:ident, $b:ident) => {{
        let tmp = $a;
        let $a = $b;
        let $b = tmp;
        $a * 10 + $b
    }};
}
macro_rules! using_a {
    ($e:expr) => {{
        let a = 42;
        let _ = a;
        $e
    }};
}
macro_rules! calc {
    (@acc $acc:expr ;) => { $acc };
    (@acc $acc:expr ; plus $n:literal $($rest:tt)*) => { calc!(@acc $acc + $n ; $($rest)*) };
    (@acc $acc:expr ; minus $n:literal $($rest:tt)*) => { calc!(@acc $acc - $n ; $($rest)*) };
    (@acc $acc:expr ; times $n:literal $($rest:tt)*) => { calc!(@acc ($acc) * $n ; $($rest)*) };
    ($n:literal $($rest:tt)*) => { calc!(@acc $n ; $($rest)*) };
}
macro_rules! state_machine {
    ($v:ident : $( $from:pat => { $($cond:pat => $to:expr),* $(,)? } )*) => {
        |$v: char, state: u8| -> u8 { match state { $( $from => match $v { $($cond => $to,)* _ => 255 }, )* _ => 255 } }
    };
}
macro_rules! try_all {
    ($($body:block),+ else $fallback:expr) => {{
        let mut result = None;
        $( if result.is_none() { result = (|| -> Option<i32> { $body })(); } )+
        result.unwrap_or($fallback)
    }};
}
macro_rules! reverse {
    ([] $($rev:tt)*) => { [$($rev),*] };
    ([$h:tt $($t:tt)*] $($rev:tt)*) => { reverse!([$($t)*] $h $($rev)*) };
}
macro_rules! unless {
    ($cond:expr => $then:block else $other:block) => { if !$cond $then else $other };
}
macro_rules! make_fn {
    ($name:ident($($arg:ident : $t:ty),*) -> $ret:ty $body:block) => { fn $name($($arg: $t),*) -> $ret $body };
}
macro_rules! compose {
    ($f:expr) => { $f };
    ($f:expr, $($rest:expr),+) => { |x| compose!($($rest),+)($f(x)) };
}
macro_rules! log {
    ($lvl:ident, $($arg:tt)+) => { println!("[{}] {}", stringify!($lvl), format!($($arg)+)) };
}
make_fn!(hyp(a: f64, b: f64) -> f64 { (a * a + b * b).sqrt() });

fn main() {
    let (x, y, tmp) = (1, 2, 99);
    println!("{} {x} {y} {tmp}", swap_add!(x, y));
    let a = 7;
    println!("{}", using_a!(a * 2));
    println!("{}", calc!(1 plus 2 times 10 minus 5));
    let step = state_machine!(c: 0 => { 'a' => 1, 'b'..='d' => 2 } 1 => { 'z' => 0 });
    println!("{} {} {} {}", step('a', 0), step('c', 0), step('z', 1), step('q', 7));
    println!("{}", try_all!({ "x".parse().ok() }, { Some("12".parse::<i32>().ok()? + 1) } else -1));
    println!("{}", try_all!({ None } else -1));
    println!("{:?}", reverse!([1 2 3 4]));
    unless!(1 > 2 => { println!("as expected") } else { println!("odd") });
    println!("{}", hyp(3.0, 4.0));
    println!("{}", compose!(|x: i32| x + 1, |x| x * 10, |x| format!("<{x}>"))(4));
    log!(info, "{} of {total}", 1, total = 3);
    println!("{}", stringify!(a + b));
    println!("{} {}", concat!("x", 1, 2.5, true), line!() > 1);
    assert!(matches!(Some(3), Some(n) if n > 2), "never shown");
    debug_assert_eq!(1 + 1, 2);
    macro_rules! local { ($($x:ident)*) => { [$(stringify!($x).len()),*] } }
    println!("{:?}", local!(ab c defg));
}

//! Which variable and which label a name in a macro's text means.

macro_rules! own_then_given {
    ($e:expr) => {{
        let x = 10;
        x * 100 + $e
    }};
}

macro_rules! declare {
    ($name:ident, $value:expr) => {
        let $name = $value;
    };
}

macro_rules! both {
    ($x:ident) => {{
        let x = 1;
        let $x = 2;
        (x, $x)
    }};
}

macro_rules! pattern {
    ($p:pat, $value:expr, $result:expr) => {
        match $value {
            ($p, x) => (x, $result),
        }
    };
}

macro_rules! twice {
    ($body:expr) => {{
        let mut rounds = 0;
        'out: loop {
            loop {
                rounds += 1;
                if rounds == 2 {
                    break 'out;
                }
                $body;
            }
        }
        rounds
    }};
}

macro_rules! recursive {
    ($e:expr; ) => { $e };
    ($e:expr; $first:tt $($rest:tt)*) => {{
        let x = $first;
        recursive!($e + x; $($rest)*)
    }};
}

macro_rules! nested {
    ($given:ident) => {{
        let y = 3;
        macro_rules! inner {
            ($z:ident) => {
                (y, $given, $z)
            };
        }
        let y = 4;
        inner!(y)
    }};
}

macro_rules! function {
    ($name:ident, $arg:ident) => {
        fn $name($arg: i32, arg: i32) -> i32 {
            $arg * 10 + arg
        }
    };
}
function!(combine, arg);

macro_rules! show {
    ($value:expr) => {{
        let text = $value;
        format!("{text:?} {0}", stringify!($value))
    }};
}

struct Point {
    x: i32,
    y: i32,
}

macro_rules! shorthand {
    ($p:expr) => {{
        let Point { x, y } = $p;
        let x = x + 1;
        Point { x, y }
    }};
}

const LIMIT: i32 = 7;

macro_rules! constant {
    ($v:expr) => {
        match $v {
            LIMIT => "limit",
            _ => "other",
        }
    };
}

fn main() {
    let x = 1;
    macro_rules! first_x {
        () => {
            x
        };
    }
    macro_rules! change {
        ($to:expr) => {
            state = $to
        };
    }
    let x = x + 1;
    println!("{} {}", first_x!(), x);
    {
        let x = "inner";
        println!("{} {}", first_x!(), x);
        macro_rules! inner_x {
            () => {
                x
            };
        }
        let x = 2.5;
        println!("{} {} {}", inner_x!(), first_x!(), x);
    }
    let add = |x: i32| x + first_x!();
    println!("{}", add(40));

    println!("{}", own_then_given!(x));
    declare!(named, 5);
    println!("{named}");
    println!("{:?}", both!(x));
    println!("{:?}", pattern!(x, (7, 8), x));
    println!("{}", recursive!(x; 10 20 30));
    println!("{:?}", nested!(x));
    println!("{}", combine(1, 2));
    println!("{}", show!(x + 1));
    let p = shorthand!(Point { x, y: 9 });
    println!("{} {}", p.x, p.y);
    println!("{} {}", constant!(7), constant!(8));

    let mut outer = 0;
    let rounds = 'out: loop {
        outer += 1;
        let inner = twice!(if outer == 3 { break 'out 99 });
        if outer > 5 {
            break inner;
        }
    };
    println!("{outer} {rounds}");

    'here: for i in 0..10 {
        macro_rules! leave {
            () => {
                break 'here
            };
        }
        'here: for j in 0..10 {
            if j == 1 {
                break 'here;
            }
            if i == 2 {
                leave!();
            }
        }
        println!("round {i}");
    }

    fn hidden() -> i32 {
        let state = 1;
        macro_rules! state {
            () => {
                state
            };
        }
        fn state2() -> i32 {
            macro_rules! state {
                () => {
                    50
                };
            }
            state!()
        }
        state!() + state2()
    }
    println!("{}", hidden());
    let _ = stringify!(change!(1));
}

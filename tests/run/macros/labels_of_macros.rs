// A label of a macro's own is another than one that it is given, whatever its name.
macro_rules! forever {
    ($body:expr) => {
        'x: loop {
            if true {
                $body
            }
            #[allow(unreachable_code)]
            {
                break 'x;
            }
        }
    };
}

macro_rules! leave {
    ($label:lifetime) => {
        break $label
    };
}

fn main() {
    let mut turns = 0;
    'x: for i in 0..3 {
        turns = i;
        forever!(break 'x);
    }
    println!("{turns}");
    let found = 'outer: {
        for i in 1.. {
            if i * i > 50 {
                break 'outer i;
            }
        }
        0
    };
    println!("{found}");
    'a: loop {
        loop {
            leave!('a);
        }
    }
    println!("done");
}

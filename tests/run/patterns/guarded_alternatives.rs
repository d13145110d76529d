//! The guard of `a | b` is asked again for the next alternative where it does not hold for the first.

struct Say(&'static str);
impl Drop for Say {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn either(pair: (i32, i32)) -> String {
    let mut asked = 0;
    match pair {
        (n, _) | (_, n)
            if {
                asked += 1;
                n > 5
            } =>
        {
            format!("{n} after {asked}")
        }
        (a, b) => format!("none of {a}, {b} after {asked}"),
    }
}

fn main() {
    println!("{} / {} / {}", either((9, 1)), either((1, 8)), either((1, 2)));
    match (Say("left"), Say("right")) {
        (kept, _) | (_, kept) if kept.0 == "right" => println!("kept {}", kept.0),
        _ => println!("nothing"),
    }
    match Some(3) {
        Some(n @ 1) | Some(n @ 3) if n > 2 => println!("{n}"),
        _ => println!("no"),
    }
}

fn one() -> i32 {
    let x = ;
    x
}

struct Two {
    width i32,
    height: i32,
}

fn three(a: i32) -> i32 {
    a + * ;
    a
}

fn four(b: ) -> i32 {
    4
}

fn five() {
    for in 0..3 {
        println!("x");
    }
}

fn main() {
    println!("{}", one() + three(1) + four(2));
    five();
}

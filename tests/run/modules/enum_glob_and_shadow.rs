mod op {
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Op {
        Push(i64),
        Add,
        Mul,
        Dup,
        Swap,
    }
    impl Op {
        pub const ALL: [Op; 4] = [Op::Add, Op::Mul, Op::Dup, Op::Swap];
        pub fn parse(word: &str) -> Option<Op> {
            use Op::*;
            Some(match word {
                "+" => Add,
                "*" => Mul,
                "dup" => Dup,
                "swap" => Swap,
                n => Push(n.parse().ok()?),
            })
        }
    }
    pub type Program = Vec<Op>;
    pub fn parse(text: &str) -> Result<Program, String> {
        text.split_whitespace().map(|w| Op::parse(w).ok_or_else(|| format!("unknown word {w:?}"))).collect()
    }
}
mod machine {
    use super::op::{Op::{self, *}, Program};
    pub fn run(p: &Program) -> Result<Vec<i64>, String> {
        let mut stack: Vec<i64> = vec![];
        for (at, op) in p.iter().enumerate() {
            let mut pop = || stack.pop().ok_or(format!("stack empty at {at}: {op:?}"));
            match *op {
                Push(n) => stack.push(n),
                Add => { let (b, a) = (pop()?, pop()?); stack.push(a + b) }
                Mul => { let (b, a) = (pop()?, pop()?); stack.push(a * b) }
                Dup => { let a = pop()?; stack.extend([a, a]) }
                Op::Swap => { let (b, a) = (pop()?, pop()?); stack.extend([b, a]) }
            }
        }
        Ok(stack)
    }
}
const VERSION: (u8, u8) = (1, 2);
static NAMES: [&str; 2] = ["forth", "ish"];

fn main() {
    for src in ["1 2 + 3 *", "5 dup *", "1 2 swap", "+", "1 x", ""] {
        match op::parse(src).and_then(|p| machine::run(&p)) {
            Ok(s) => println!("{src:?} -> {s:?}"),
            Err(e) => println!("{src:?} fails: {e}"),
        }
    }
    println!("{:?} {}.{} {}", op::Op::ALL, VERSION.0, VERSION.1, NAMES.concat());
    let v = 1;
    let v = v + 1;
    let v = format!("{v}!");
    {
        let v = v.len();
        println!("{v}");
    }
    println!("{v}");
    const LOCAL: usize = 2 * 3;
    let table = [[0u8; LOCAL]; LOCAL / 2];
    println!("{}", table.len() * table[0].len());
    let println = 3;
    println!("{println}");
}

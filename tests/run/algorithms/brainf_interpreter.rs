use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Op {
    Move(isize),
    Add(u8),
    Out,
    In,
    Open(usize),
    Close(usize),
}
fn compile(src: &str) -> Result<Vec<Op>, String> {
    let mut ops: Vec<Op> = vec![];
    let mut stack = vec![];
    for (i, c) in src.chars().enumerate() {
        let op = match c {
            '>' => Op::Move(1),
            '<' => Op::Move(-1),
            '+' => Op::Add(1),
            '-' => Op::Add(255),
            '.' => Op::Out,
            ',' => Op::In,
            '[' => {
                stack.push(ops.len());
                Op::Open(0)
            }
            ']' => {
                let open = stack.pop().ok_or(format!("unmatched ] at {i}"))?;
                ops[open] = Op::Open(ops.len());
                Op::Close(open)
            }
            _ => continue,
        };
        match (ops.last_mut(), op) {
            (Some(Op::Move(a)), Op::Move(b)) => *a += b,
            (Some(Op::Add(a)), Op::Add(b)) => *a = a.wrapping_add(b),
            _ => ops.push(op),
        }
    }
    match stack.last() {
        Some(at) => Err(format!("unmatched [ at op {at}")),
        None => Ok(ops),
    }
}
fn run(ops: &[Op], input: &[u8]) -> Result<(String, usize), String> {
    let mut tape = vec![0u8; 64];
    let (mut at, mut pc, mut steps) = (0usize, 0usize, 0usize);
    let mut input = input.iter();
    let mut out = Vec::new();
    while let Some(&op) = ops.get(pc) {
        match op {
            Op::Move(n) => {
                at = at.checked_add_signed(n).ok_or("left of the tape")?;
                if at >= tape.len() {
                    tape.resize(at + 1, 0);
                }
            }
            Op::Add(n) => tape[at] = tape[at].wrapping_add(n),
            Op::Out => out.push(tape[at]),
            Op::In => tape[at] = input.next().copied().unwrap_or(0),
            Op::Open(to) if tape[at] == 0 => pc = to,
            Op::Close(to) if tape[at] != 0 => pc = to,
            Op::Open(_) | Op::Close(_) => {}
        }
        pc += 1;
        steps += 1;
        if steps > 1_000_000 {
            return Err("too long".into());
        }
    }
    Ok((String::from_utf8_lossy(&out).into_owned(), steps))
}
fn main() {
    let hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.";
    let progs: HashMap<&str, &str> = [("hello", hello), ("reverse", ">,[>,]<[.<]"), ("add", ",>,[<+>-]<."), ("bad", "[[]"), ("bad2", "+]"), ("left", "<"), ("loop", "+[]")].into();
    for (name, input) in [("hello", ""), ("reverse", "stressed"), ("add", "!\""), ("bad", ""), ("bad2", ""), ("left", ""), ("loop", "")] {
        let result = compile(progs[name]).and_then(|ops| run(&ops, input.as_bytes()));
        println!("{name}: {result:?}");
    }
    println!("{:?}", compile("+++>>-<"));
}

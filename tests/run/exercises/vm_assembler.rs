use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Src {
    Reg(usize),
    Imm(i64),
}
#[derive(Debug, Clone, Copy)]
enum Ins {
    Mov(usize, Src),
    Alu(fn(i64, i64) -> i64, usize, Src),
    Jnz(usize, usize),
    Call(usize),
    Ret,
    Out(Src),
    Halt,
}
fn reg(s: &str) -> Result<usize, String> {
    match s.as_bytes() {
        [b'r', d @ b'0'..=b'7'] => Ok((d - b'0') as usize),
        _ => Err(format!("no register {s:?}")),
    }
}
fn src(s: &str) -> Result<Src, String> {
    s.parse().map(Src::Imm).or_else(|_| reg(s).map(Src::Reg))
}
fn assemble(text: &str) -> Result<Vec<Ins>, String> {
    let mut labels = HashMap::new();
    let mut lines = vec![];
    for line in text.lines().map(|l| l.split(';').next().unwrap_or("").trim()).filter(|l| !l.is_empty()) {
        match line.strip_suffix(':') {
            Some(l) => drop(labels.insert(l, lines.len())),
            None => lines.push(line),
        }
    }
    let target = |l: &str| labels.get(l).copied().ok_or_else(|| format!("no label {l:?}"));
    lines
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let words: Vec<&str> = line.split([' ', ',']).filter(|w| !w.is_empty()).collect();
            Ok(match words[..] {
                ["mov", d, s] => Ins::Mov(reg(d)?, src(s)?),
                ["add", d, s] => Ins::Alu(|a, b| a + b, reg(d)?, src(s)?),
                ["sub", d, s] => Ins::Alu(|a, b| a - b, reg(d)?, src(s)?),
                ["mul", d, s] => Ins::Alu(i64::wrapping_mul, reg(d)?, src(s)?),
                ["jnz", r, l] => Ins::Jnz(reg(r)?, target(l)?),
                ["call", l] => Ins::Call(target(l)?),
                ["ret"] => Ins::Ret,
                ["out", s] => Ins::Out(src(s)?),
                ["halt"] => Ins::Halt,
                _ => return Err(format!("line {n}: {line}")),
            })
        })
        .collect()
}
fn run(code: &[Ins]) -> Vec<i64> {
    let mut r = [0i64; 8];
    let (mut pc, mut calls, mut out) = (0, vec![], vec![]);
    let get = |r: &[i64; 8], s: Src| match s { Src::Reg(i) => r[i], Src::Imm(n) => n };
    while let Some(ins) = code.get(pc) {
        pc += 1;
        match *ins {
            Ins::Mov(d, s) => r[d] = get(&r, s),
            Ins::Alu(f, d, s) => r[d] = f(r[d], get(&r, s)),
            Ins::Jnz(c, to) => if r[c] != 0 { pc = to },
            Ins::Call(to) => { calls.push(pc); pc = to; }
            Ins::Ret => match calls.pop() { Some(p) => pc = p, None => break },
            Ins::Out(s) => out.push(get(&r, s)),
            Ins::Halt => break,
        }
    }
    out
}
fn main() {
    let prog = "
        mov r0, 10        ; counter
        mov r1, 1
    loop:
        mul r1, r0
        sub r0, 1
        jnz r0, loop
        out r1
        mov r2, 7
        call square
        out r2
        halt
    square:
        mul r2, r2
        ret";
    println!("{:?}", assemble(prog).map(|c| run(&c)));
    println!("{:?}", assemble("mov r9, 1").map(|c| c.len()));
    println!("{:?}", assemble("jnz r0, nowhere").map(|c| c.len()));
    println!("{:?}", assemble("dance").map(|c| c.len()));
}

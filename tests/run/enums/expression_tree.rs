use std::collections::HashMap;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
enum Expr {
    Num(f64),
    Var(String),
    Unary(Op, Box<Expr>),
    Binary { op: Op, left: Box<Expr>, right: Box<Expr> },
    Call(String, Vec<Expr>),
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Add,
    Sub,
    Mul,
    Div,
}
use Expr::*;

fn bin(op: Op, left: Expr, right: Expr) -> Expr {
    Binary { op, left: Box::new(left), right: Box::new(right) }
}
fn eval(e: &Expr, env: &HashMap<String, f64>) -> Result<f64, String> {
    Ok(match e {
        Num(n) => *n,
        Var(name) => *env.get(name).ok_or_else(|| format!("unbound {name}"))?,
        Unary(Op::Sub, inner) => -eval(inner, env)?,
        Unary(op, _) => return Err(format!("no unary {op:?}")),
        Binary { op, left, right } => {
            let (l, r) = (eval(left, env)?, eval(right, env)?);
            match op {
                Op::Add => l + r,
                Op::Sub => l - r,
                Op::Mul => l * r,
                Op::Div if r == 0.0 => return Err("division by zero".to_owned()),
                Op::Div => l / r,
            }
        }
        Call(f, args) => {
            let args = args.iter().map(|a| eval(a, env)).collect::<Result<Vec<_>, _>>()?;
            match (f.as_str(), args.as_slice()) {
                ("max", [a, b]) => a.max(*b),
                ("sum", all) => all.iter().sum(),
                (name, rest) => return Err(format!("{name}/{}", rest.len())),
            }
        }
    })
}
fn simplify(e: Expr) -> Expr {
    match e {
        Binary { op: Op::Mul, left, right } => match (simplify(*left), simplify(*right)) {
            (Num(0.0), _) | (_, Num(0.0)) => Num(0.0),
            (Num(1.0), x) | (x, Num(1.0)) => x,
            (l, r) => bin(Op::Mul, l, r),
        },
        Binary { op: Op::Add, left, right } => match (simplify(*left), simplify(*right)) {
            (Num(a), Num(b)) => Num(a + b),
            (Num(0.0), x) | (x, Num(0.0)) => x,
            (l, r) => bin(Op::Add, l, r),
        },
        Unary(Op::Sub, inner) => match *inner {
            Unary(Op::Sub, x) => simplify(*x),
            other => Unary(Op::Sub, Box::new(simplify(other))),
        },
        other => other,
    }
}
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Num(n) => write!(f, "{n}"),
            Var(v) => write!(f, "{v}"),
            Unary(_, e) => write!(f, "-{e}"),
            Binary { op, left, right } => {
                let sign = match op { Op::Add => '+', Op::Sub => '-', Op::Mul => '*', Op::Div => '/' };
                write!(f, "({left} {sign} {right})")
            }
            Call(name, args) => {
                let args: Vec<String> = args.iter().map(ToString::to_string).collect();
                write!(f, "{name}({})", args.join(", "))
            }
        }
    }
}

fn main() {
    let x = || Var("x".to_string());
    let env = HashMap::from([("x".to_string(), 4.0)]);
    let exprs = [
        bin(Op::Add, Num(1.5), bin(Op::Mul, x(), Num(2.0))),
        bin(Op::Div, x(), bin(Op::Sub, x(), Num(4.0))),
        Call("max".into(), vec![x(), Num(9.0)]),
        Call("sum".into(), vec![Num(1.0), x(), Unary(Op::Sub, Box::new(Num(3.0)))]),
        Call("sin".into(), vec![x()]),
        bin(Op::Mul, Var("y".into()), Num(2.0)),
        Unary(Op::Mul, Box::new(Num(1.0))),
    ];
    for e in &exprs {
        match eval(e, &env) {
            Ok(v) => println!("{e} = {v}"),
            Err(m) => println!("{e} fails: {m}"),
        }
    }
    println!("{}", simplify(bin(Op::Mul, Num(1.0), bin(Op::Add, x(), Num(0.0)))));
    println!("{}", simplify(Unary(Op::Sub, Box::new(Unary(Op::Sub, Box::new(x()))))));
    println!("{:?}", simplify(bin(Op::Add, Num(1.0), Num(2.0))));
    println!("{}", exprs[0].clone() == exprs[0]);
}

use std::collections::HashMap;
#[derive(Debug, Clone, PartialEq)]
enum Type { Int, Bool, Var(u32), Fun(Box<Type>, Box<Type>), List(Box<Type>) }
use Type::*;
fn fun(a: Type, b: Type) -> Type { Fun(Box::new(a), Box::new(b)) }
#[derive(Default)]
struct Unifier { bound: HashMap<u32, Type> }
impl Unifier {
    fn resolve(&self, t: &Type) -> Type {
        match t {
            Var(v) => self.bound.get(v).map_or(Var(*v), |t| self.resolve(t)),
            Fun(a, b) => fun(self.resolve(a), self.resolve(b)),
            List(t) => List(Box::new(self.resolve(t))),
            other => other.clone(),
        }
    }
    fn occurs(&self, v: u32, t: &Type) -> bool {
        match t { Var(w) => v == *w, Fun(a, b) => self.occurs(v, a) || self.occurs(v, b), List(t) => self.occurs(v, t), _ => false }
    }
    fn unify(&mut self, a: &Type, b: &Type) -> Result<(), String> {
        match (self.resolve(a), self.resolve(b)) {
            (Int, Int) | (Bool, Bool) => Ok(()),
            (Var(x), Var(y)) if x == y => Ok(()),
            (Var(v), t) | (t, Var(v)) => {
                if self.occurs(v, &t) { return Err(format!("t{v} is infinite")); }
                self.bound.insert(v, t);
                Ok(())
            }
            (Fun(a, b), Fun(c, d)) => { self.unify(&a, &c)?; self.unify(&b, &d) }
            (List(a), List(b)) => self.unify(&a, &b),
            (a, b) => Err(format!("{} is not {}", show(&a), show(&b))),
        }
    }
}
fn show(t: &Type) -> String {
    match t {
        Int => "int".into(), Bool => "bool".into(), Var(n) => format!("t{n}"),
        List(t) => format!("[{}]", show(t)),
        Fun(a, b) => match **a { Fun(..) => format!("({}) -> {}", show(a), show(b)), _ => format!("{} -> {}", show(a), show(b)) },
    }
}
fn main() {
    let map = fun(fun(Var(0), Var(1)), fun(List(Box::new(Var(0))), List(Box::new(Var(1)))));
    println!("{}", show(&map));
    let mut u = Unifier::default();
    let used = fun(fun(Int, Bool), Var(2));
    println!("{:?} {}", u.unify(&map, &used), show(&u.resolve(&Var(2))));
    println!("{:?}", u.unify(&Var(0), &Bool));
    println!("{:?}", Unifier::default().unify(&Var(5), &List(Box::new(Var(5)))));
    println!("{:?}", Unifier::default().unify(&fun(Int, Var(1)), &fun(Var(1), Bool)));
    println!("{}", u.resolve(&map) == fun(fun(Int, Bool), fun(List(Box::new(Int)), List(Box::new(Bool)))));
}

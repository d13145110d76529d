#[derive(Debug, Clone, PartialEq)]
enum Stmt { Let(String, Expr), Print(Expr), While(Expr, Vec<Stmt>), If(Expr, Vec<Stmt>, Vec<Stmt>) }
#[derive(Debug, Clone, PartialEq)]
enum Expr { Num(i64), Var(String), Bin(char, Box<Expr>, Box<Expr>) }
#[derive(Debug, Clone, Copy, PartialEq)]
enum Op { Push(i64), Load(usize), Store(usize), Bin(char), Jump(usize), JumpIfZero(usize), Print }
#[derive(Default)]
struct Compiler { code: Vec<Op>, names: Vec<String> }
impl Compiler {
    fn slot(&mut self, n: &str) -> usize { self.names.iter().position(|x| x == n).unwrap_or_else(|| { self.names.push(n.to_string()); self.names.len() - 1 }) }
    fn expr(&mut self, e: &Expr) {
        match e {
            Expr::Num(n) => self.code.push(Op::Push(*n)),
            Expr::Var(v) => { let s = self.slot(v); self.code.push(Op::Load(s)) }
            Expr::Bin(op, a, b) => { self.expr(a); self.expr(b); self.code.push(Op::Bin(*op)) }
        }
    }
    fn block(&mut self, b: &[Stmt]) { b.iter().for_each(|s| self.stmt(s)) }
    fn stmt(&mut self, s: &Stmt) {
        match s {
            Stmt::Let(n, e) => { self.expr(e); let s = self.slot(n); self.code.push(Op::Store(s)); }
            Stmt::Print(e) => { self.expr(e); self.code.push(Op::Print); }
            Stmt::While(c, b) => {
                let top = self.code.len();
                self.expr(c);
                let exit = self.code.len();
                self.code.push(Op::JumpIfZero(0));
                self.block(b);
                self.code.push(Op::Jump(top));
                self.code[exit] = Op::JumpIfZero(self.code.len());
            }
            Stmt::If(c, t, e) => {
                self.expr(c);
                let to_else = self.code.len();
                self.code.push(Op::JumpIfZero(0));
                self.block(t);
                let to_end = self.code.len();
                self.code.push(Op::Jump(0));
                self.code[to_else] = Op::JumpIfZero(self.code.len());
                self.block(e);
                self.code[to_end] = Op::Jump(self.code.len());
            }
        }
    }
}
fn run(code: &[Op], slots: usize) -> Vec<i64> {
    let (mut stack, mut vars, mut out, mut pc) = (vec![], vec![0; slots], vec![], 0);
    while pc < code.len() {
        pc += 1;
        match code[pc - 1] {
            Op::Push(n) => stack.push(n),
            Op::Load(s) => stack.push(vars[s]),
            Op::Store(s) => vars[s] = stack.pop().unwrap(),
            Op::Print => out.extend(stack.pop()),
            Op::Jump(t) => pc = t,
            Op::JumpIfZero(t) => if stack.pop() == Some(0) { pc = t },
            Op::Bin(op) => {
                let (b, a) = (stack.pop().unwrap(), stack.pop().unwrap());
                stack.push(match op { '+' => a + b, '-' => a - b, '*' => a * b, '%' => a % b, '<' => (a < b) as i64, _ => unreachable!() });
            }
        }
    }
    out
}
fn main() {
    let v = |n: &str| Expr::Var(n.to_string());
    let n = Expr::Num;
    let bin = |a, op, b| Expr::Bin(op, Box::new(a), Box::new(b));
    let set = |n: &str, e| Stmt::Let(n.into(), e);
    let prog = vec![
        set("i", n(1)),
        set("sum", n(0)),
        Stmt::While(bin(v("i"), '<', n(11)), vec![
            Stmt::If(bin(v("i"), '%', n(2)), vec![set("sum", bin(v("sum"), '+', bin(v("i"), '*', v("i"))))], vec![Stmt::Print(v("sum"))]),
            set("i", bin(v("i"), '+', n(1))),
        ]),
        Stmt::Print(bin(v("sum"), '-', v("i"))),
    ];
    let mut c = Compiler::default();
    c.block(&prog);
    println!("{} ops, {:?}", c.code.len(), &c.code[4..9]);
    println!("{:?}", run(&c.code, c.names.len()));
}

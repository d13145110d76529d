use std::collections::HashMap;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct CellId(usize);
enum Kind<'a> {
    Input,
    Compute(Vec<CellId>, Box<dyn Fn(&[i64]) -> i64 + 'a>),
}
struct Cell<'a> {
    value: i64,
    kind: Kind<'a>,
    callbacks: HashMap<u32, Box<dyn FnMut(i64) + 'a>>,
}
#[derive(Default)]
struct Reactor<'a> {
    cells: Vec<Cell<'a>>,
    next_callback: u32,
}
impl<'a> Reactor<'a> {
    fn input(&mut self, value: i64) -> CellId {
        self.cells.push(Cell { value, kind: Kind::Input, callbacks: HashMap::new() });
        CellId(self.cells.len() - 1)
    }
    fn compute(&mut self, deps: &[CellId], f: impl Fn(&[i64]) -> i64 + 'a) -> Result<CellId, CellId> {
        if let Some(bad) = deps.iter().find(|d| d.0 >= self.cells.len()) {
            return Err(*bad);
        }
        let inputs: Vec<i64> = deps.iter().map(|d| self.cells[d.0].value).collect();
        self.cells.push(Cell { value: f(&inputs), kind: Kind::Compute(deps.to_vec(), Box::new(f)), callbacks: HashMap::new() });
        Ok(CellId(self.cells.len() - 1))
    }
    fn on_change(&mut self, id: CellId, f: impl FnMut(i64) + 'a) -> Option<u32> {
        self.next_callback += 1;
        self.cells.get_mut(id.0)?.callbacks.insert(self.next_callback, Box::new(f));
        Some(self.next_callback)
    }
    fn set(&mut self, id: CellId, v: i64) -> bool {
        match self.cells.get_mut(id.0) {
            Some(Cell { value, kind: Kind::Input, .. }) => *value = v,
            _ => return false,
        }
        for i in 0..self.cells.len() {
            let new = match &self.cells[i].kind {
                Kind::Input => continue,
                Kind::Compute(deps, f) => f(&deps.iter().map(|d| self.cells[d.0].value).collect::<Vec<_>>()),
            };
            let cell = &mut self.cells[i];
            if cell.value != new {
                cell.value = new;
                for cb in cell.callbacks.values_mut() {
                    cb(new);
                }
            }
        }
        true
    }
}
fn main() {
    let log = std::cell::RefCell::new(Vec::new());
    let mut r = Reactor::default();
    let (a, b) = (r.input(1), r.input(2));
    let sum = r.compute(&[a, b], |v| v.iter().sum()).unwrap();
    let factor = 10;
    let scaled = r.compute(&[sum, a], move |v| v[0] * factor + v[1]).unwrap();
    let parity = r.compute(&[sum], |v| v[0] % 2).unwrap();
    r.on_change(scaled, |v| log.borrow_mut().push(format!("scaled {v}")));
    let id = r.on_change(parity, |v| log.borrow_mut().push(format!("parity {v}"))).unwrap();
    println!("{}", r.cells[scaled.0].value);
    println!("{:?}", r.compute(&[CellId(99)], |_| 0));
    println!("{}", r.set(a, 3));
    println!("{}", r.set(sum, 1));
    r.set(b, 3);
    r.cells[parity.0].callbacks.remove(&id);
    r.set(b, 4);
    r.set(b, 4);
    println!("{:?}", log.borrow());
}

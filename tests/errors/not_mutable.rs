struct Counter {
    hits: Vec<i32>,
    total: i32,
}

impl Counter {
    fn add(&self, n: i32) {
        self.hits.push(n);
    }

    fn reset(&self) {
        self.total = 0;
    }
}

fn grow(list: &Vec<i32>) {
    list.push(1);
}

fn main() {
    let x = 3;
    x = 4;
    let y = 1;
    y += 1;
    let s = String::new();
    s.push('a');
    let c = Counter { hits: vec![], total: 0 };
    c.total = 2;
    let z = 1;
    let change = || z = 2;
    let later;
    later = 1;
    let rc = std::rc::Rc::new(Counter { hits: vec![], total: 0 });
    rc.total = 5;
    println!("{x} {y} {s} {} {later}", c.total);
}

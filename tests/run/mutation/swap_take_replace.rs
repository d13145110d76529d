use std::mem;

#[derive(Debug, Default)]
struct Buffer {
    data: Vec<u8>,
    name: String,
    flushed: usize,
}
impl Buffer {
    fn push(&mut self, b: u8) -> &mut Self {
        self.data.push(b);
        if self.data.len() >= 3 {
            self.flush();
        }
        self
    }
    fn flush(&mut self) -> Vec<u8> {
        let out = mem::take(&mut self.data);
        self.flushed += out.len();
        out
    }
    fn rename(&mut self, new: &str) -> String {
        mem::replace(&mut self.name, new.to_string())
    }
}
fn bump(x: &mut i32) -> i32 {
    *x += 1;
    *x
}
fn add_all(total: &mut i32, items: &[i32]) {
    for i in items {
        *total += i;
    }
}
fn fill(v: &mut Vec<i32>, n: i32) {
    if n > 0 {
        v.push(n);
        fill(v, n - 1);
    }
}
fn sort_pair<T: PartialOrd>(a: &mut T, b: &mut T) {
    if *a > *b {
        mem::swap(a, b);
    }
}

fn main() {
    let (mut a, mut b) = (String::from("x"), String::from("y"));
    mem::swap(&mut a, &mut b);
    println!("{a} {b}");
    sort_pair(&mut a, &mut b);
    println!("{a} {b}");
    let mut buf = Buffer::default();
    buf.push(1).push(2).push(3).push(4);
    println!("{buf:?}");
    println!("{:?} {:?} {:?}", buf.rename("log"), buf.rename("log2"), buf.flush());
    println!("{buf:?}");
    let mut n = 5;
    let r = bump(&mut n) * 10 + bump(&mut n);
    println!("{r} {n}");
    let mut total = 0;
    add_all(&mut total, &[1, 2, 3]);
    add_all(&mut total, &vec![10; 2]);
    println!("{total}");
    let mut v = vec![];
    fill(&mut v, 4);
    println!("{v:?}");
    let mut arr = [[0; 3]; 2];
    for row in arr.iter_mut() {
        for (i, c) in row.iter_mut().enumerate() {
            *c += i;
        }
    }
    arr[1].swap(0, 2);
    let (top, bottom) = arr.split_at_mut(1);
    mem::swap(&mut top[0][1], &mut bottom[0][0]);
    println!("{arr:?}");
    let mut t = (1, (String::from("deep"), [1, 2]));
    {
        let s = &mut t.1.0;
        s.push('!');
        let x = &mut t.1.1[0];
        *x *= 50;
    }
    t.0 += 1;
    println!("{t:?}");
    let mut words = vec!["b", "a"];
    {
        let alias = &mut words;
        alias.push("c");
        let again = &mut *alias;
        again.sort();
        alias.reverse();
    }
    println!("{words:?}");
    let mut x = 10;
    let y = &mut x;
    *y += 1;
    let z = &mut *y;
    *z *= 2;
    *y -= 1;
    println!("{x}");
    let slot = &mut Some(3);
    if let Some(v) = slot {
        *v += 1;
    }
    println!("{slot:?} {:?} {:?}", slot.clone().take(), mem::replace(slot, None));
}

struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) {
        println!("  drop {}", self.0);
    }
}

struct Pair {
    _a: D,
    _b: D,
}
impl Drop for Pair {
    fn drop(&mut self) {
        println!("  drop pair");
    }
}

fn make(name: &'static str) -> D {
    println!("  make {name}");
    D(name)
}

fn early(flag: bool) -> u32 {
    let _x = D("x");
    if flag {
        return 1;
    }
    let _y = D("y");
    2
}

fn main() {
    println!("locals in reverse");
    {
        let _one = D("one");
        let _two = D("two");
    }
    println!("fields in order, after the owner");
    {
        let _p = Pair { _b: make("b"), _a: make("a") };
    }
    println!("shadowing does not drop");
    {
        let v = D("old");
        let v = (v, D("new"));
        println!("  {}", v.0.0);
    }
    println!("assignment drops the old one");
    let mut slot = D("before");
    slot = D("after");
    println!("  {}", slot.0);
    println!("underscore drops at once");
    let _ = make("ignored");
    let _held = make("held");
    println!("temporaries at the end of the statement");
    println!("  {}", make("temp").0.len());
    println!("moved values are dropped where they went");
    let list = vec![D("v1"), D("v2"), D("v3")];
    drop(list);
    let mut list = vec![D("w1"), D("w2"), D("w3")];
    list.remove(1);
    list.truncate(1);
    println!("early return");
    println!("{} {}", early(true), early(false));
    println!("option take and replace");
    let mut o = Some(D("some"));
    o = None;
    let r = std::mem::replace(&mut slot, D("third"));
    println!("  {} {}", r.0, o.is_none());
    std::mem::forget(D("forgotten"));
    let boxed: Box<dyn Fn()> = {
        let captured = D("captured");
        Box::new(move || println!("  using {}", captured.0))
    };
    boxed();
    drop(boxed);
    println!("end");
}

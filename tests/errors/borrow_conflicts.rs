struct Value;

fn eat(_: Value) {}

fn look(_: &Value) {}

fn name() -> &'static str {
    let s = String::from("gone");
    &s
}

fn main() {
    let mut list = vec![1, 2, 3];
    let first = &list[0];
    list.push(4);
    println!("{first}");

    let mut text = String::new();
    let one = &mut text;
    let two = &mut text;
    one.push('a');
    two.push('b');

    let mut n = 1;
    let r = &n;
    n = 2;
    println!("{r}");

    let v = Value;
    let held = &v;
    eat(v);
    look(held);

    for x in &list {
        list.push(*x);
    }
    println!("{}", name());
}

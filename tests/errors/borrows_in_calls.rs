//! Two borrows in one call, borrows that a collection keeps, and parts of values that have a destructor.

struct Named {
    name: String,
}

impl Drop for Named {
    fn drop(&mut self) {}
}

fn both(_: &mut Vec<i32>, _: &mut Vec<i32>) {}

fn copy(_: &mut Vec<i32>, _: &Vec<i32>) {}

fn main() {
    let mut list = vec![1, 2];
    both(&mut list, &mut list);
    copy(&mut list, &list);
    std::mem::swap(&mut list[0], &mut list[1]);

    let mut kept: Vec<&i32> = Vec::new();
    {
        let ended = 1;
        kept.push(&ended);
    }
    println!("{kept:?}");

    let mut changed = 0;
    let mut rounds: Vec<&i32> = Vec::new();
    for round in 0..3 {
        changed = round;
        rounds.push(&changed);
    }
    println!("{rounds:?}");

    let mut given = Some(1);
    match &given {
        Some(number) => {
            given = None;
            println!("{number}");
        }
        None => {}
    }

    let whole = Named { name: "x".into() };
    let name = whole.name;
    println!("{name}");
}

fn main() {
    let some = Some(4);
    let none: Option<i32> = None;
    println!("{:?} {:?}", some.map(|x| x * 2), none.map(|x| x * 2));
    println!("{:?} {:?}", some.and_then(|x| if x > 3 { Some("big") } else { None }), none.or(Some(1)));
    println!("{} {} {}", none.unwrap_or(7), none.unwrap_or_default(), none.unwrap_or_else(|| 3 * 3));
    println!("{} {}", some.map_or(0, |x| x + 1), none.map_or_else(|| -1, |x| x + 1));
    println!("{:?} {:?}", some.filter(|x| x % 2 == 1), some.xor(none));
    println!("{:?} {:?}", some.zip(Some('a')), Some((1, "x")).unzip());
    println!("{:?} {:?}", some.ok_or("missing"), none.ok_or_else(|| format!("no {}", "value")));
    println!("{} {}", some.is_some_and(|x| x > 3), none.is_none_or(|x| x > 3));
    println!("{:?}", Some(Some(5)).flatten());
    println!("{:?} {:?}", Some(Ok::<i32, String>(1)).transpose(), Some(Err::<i32, _>("e")).transpose());
    let mut slot = Some(3);
    println!("{:?}", slot.take());
    println!("{:?}", slot);
    println!("{}", slot.get_or_insert(9));
    println!("{:?}", slot.replace(1));
    *slot.get_or_insert_with(|| 100) += 5;
    println!("{:?}", slot);
    println!("{}", slot.insert(8));
    if let Some(x) = slot.as_mut() {
        *x *= 2;
    }
    println!("{:?}", slot.take_if(|v| *v > 10));
    println!("{slot:?}");
    let name = Some(String::from("owned"));
    println!("{:?} {}", name.as_ref().map(|s| s.len()), name.as_deref().unwrap_or("none"));
    println!("{:?}", name.iter().chain(None.iter()).collect::<Vec<_>>());
    println!("{:?}", name.clone().into_iter().map(|s| s + "!").next());
    println!("{:?} {:?}", Some(1).cmp(&None), Some(2) > Some(1));
    println!("{:?}", ["1", "x", "3"].iter().map(|s| s.parse::<i32>().ok()).collect::<Vec<_>>());
    println!("{:?}", ["1", "2"].iter().map(|s| s.parse::<i32>().ok()).collect::<Option<Vec<_>>>());
    println!("{:?}", [Some(1), None].into_iter().sum::<Option<i32>>());
    println!("{:?} {:?}", Some(&5).copied(), Some(&name).cloned().flatten());
    println!("{}", some.expect("there"));
    fn add(a: Option<i32>, b: Option<i32>) -> Option<i32> {
        Some(a? + b?)
    }
    println!("{:?} {:?}", add(some, Some(1)), add(some, none));
    println!("{:?}", Some(3).inspect(|x| print!("[{x}]")).and(Some("and")));
}

#[derive(Debug, Clone, PartialEq)]
struct P {
    name: &'static str,
    age: u32,
    score: f64,
}
fn main() {
    let people = vec![
        P { name: "cy", age: 30, score: 1.5 },
        P { name: "al", age: 25, score: -2.0 },
        P { name: "bo", age: 30, score: 9.25 },
        P { name: "di", age: 25, score: 0.0 },
    ];
    let names = |v: &[P]| v.iter().map(|p| p.name).collect::<Vec<_>>().join(" ");
    let mut a = people.clone();
    a.sort_by_key(|p| p.age);
    println!("{}", names(&a));
    a.sort_by(|x, y| y.score.partial_cmp(&x.score).unwrap());
    println!("{}", names(&a));
    a.sort_by(|x, y| y.age.cmp(&x.age).then(x.name.cmp(y.name)));
    println!("{}", names(&a));
    a.sort_unstable_by_key(|p| std::cmp::Reverse(p.name));
    println!("{}", names(&a));
    a.sort_by_cached_key(|p| p.name.to_string());
    println!("{}", names(&a));
    let v = [1, 3, 3, 3, 7, 9];
    println!("{:?} {:?} {:?}", v.binary_search(&7), v.binary_search(&4), v.binary_search(&100));
    println!("{}", matches!(v.binary_search(&3), Ok(1..=3)));
    println!("{} {}", v.partition_point(|x| *x < 3), v.partition_point(|x| *x <= 3));
    println!("{:?}", v.binary_search_by(|p| p.cmp(&9)));
    println!("{:?}", a.binary_search_by_key(&"bo", |p| p.name));
    let mut w = vec![5, 3, 8, 3, 1, 5, 5];
    w.dedup();
    println!("{w:?}");
    w.sort();
    w.dedup();
    println!("{w:?}");
    w.reverse();
    w.rotate_left(1);
    println!("{w:?}");
    w.rotate_right(2);
    w.swap(0, 3);
    println!("{w:?}");
    let mut names = vec!["Bob", "alice", "Carl", "ada"];
    names.sort();
    println!("{names:?}");
    names.sort_by_key(|s| s.to_lowercase());
    println!("{names:?}");
    let mut f = vec![2.5, -0.0, f64::NAN, 0.0, -1.0];
    f.sort_by(f64::total_cmp);
    println!("{f:?}");
    let mut d = vec!["aa", "ab", "b", "ba", "c"];
    d.dedup_by_key(|s| s.chars().next());
    println!("{d:?}");
    let mut s = [9, 1, 8, 2, 7];
    let (lo, mid, hi) = s.select_nth_unstable(2);
    lo.sort();
    hi.sort();
    println!("{lo:?} {mid} {hi:?}");
    println!("{:?}", [3, 1, 2].iter().is_sorted_by_key(|x| -*x));
    let mut grid = vec![vec![2, 1], vec![1, 9], vec![1]];
    grid.sort();
    println!("{grid:?}");
}

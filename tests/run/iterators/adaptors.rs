fn main() {
    let v = [3, 1, 4, 1, 5, 9, 2, 6];
    println!("{:?}", v.iter().map(|x| x * 2).filter(|x| x % 4 == 0).collect::<Vec<_>>());
    println!("{:?}", v.iter().enumerate().filter(|(i, _)| i % 3 == 0).map(|(_, x)| x).collect::<Vec<_>>());
    println!("{:?}", v.iter().zip("abc".chars()).collect::<Vec<_>>());
    println!("{:?}", v.iter().rev().skip(1).step_by(3).collect::<Vec<_>>());
    println!("{:?}", v.iter().take_while(|&&x| x < 5).collect::<Vec<_>>());
    println!("{:?}", v.iter().skip_while(|x| **x != 5).collect::<Vec<_>>());
    println!("{:?}", ["1", "2", "x", "4"].iter().map_while(|s| s.parse::<i32>().ok()).collect::<Vec<_>>());
    println!("{:?}", v.iter().scan(0, |acc, x| { *acc += x; if *acc > 20 { None } else { Some(*acc) } }).collect::<Vec<_>>());
    println!("{:?}", ["a b", "c", "d e f"].iter().flat_map(|s| s.split(' ')).collect::<Vec<_>>());
    println!("{:?}", vec![vec![1], vec![], vec![2, 3]].into_iter().flatten().collect::<Vec<_>>());
    println!("{:?}", [Some(1), None, Some(3)].into_iter().flatten().sum::<i32>());
    println!("{:?}", (1..4).chain(7..=8).collect::<Vec<_>>());
    println!("{:?}", [1, 2, 3].iter().cycle().skip(2).take(7).collect::<Vec<_>>());
    println!("{:?}", ["x", "3", "y", "7"].iter().filter_map(|s| s.parse::<u8>().ok()).collect::<Vec<_>>());
    let mut looked = Vec::new();
    let n = v.iter().inspect(|x| looked.push(**x)).take(3).count();
    println!("{n} {looked:?}");
    let mut p = v.iter().peekable();
    let mut runs = Vec::new();
    while let Some(x) = p.next() {
        if let Some(next) = p.peek() {
            runs.push(*next - x);
        }
    }
    println!("{runs:?}");
    let mut p = [1, 1, 2, 3, 3, 3].iter().peekable();
    let mut groups = vec![];
    while let Some(&x) = p.next() {
        let mut n = 1;
        while p.next_if(|&&y| y == x).is_some() {
            n += 1;
        }
        groups.push((x, n));
    }
    println!("{groups:?}");
    let mut it = v.iter();
    let firsts: Vec<_> = it.by_ref().take(2).collect();
    println!("{firsts:?} {:?} {:?}", it.len(), it.as_slice());
    println!("{:?}", v.iter().copied().map(i64::from).fuse().last());
    println!("{:?}", (0..3).flat_map(|i| (0..i).map(move |j| (i, j))).collect::<Vec<_>>());
    println!("{:?}", std::iter::successors(Some(1u32), |x| x.checked_mul(10)).collect::<Vec<_>>());
    println!("{:?}", std::iter::repeat("ab").take(2).collect::<String>());
    let mut c = 0;
    println!("{:?}", std::iter::from_fn(|| { c += 1; (c < 4).then_some(c) }).collect::<Vec<_>>());
    println!("{:?}", std::iter::once(1).chain(std::iter::empty()).collect::<Vec<i32>>());
    println!("{:?}", std::iter::zip([1, 2], ["a", "b"]).collect::<Vec<_>>());
    println!("{:?}", std::iter::repeat_with(|| 7).take(2).collect::<Vec<_>>());
}

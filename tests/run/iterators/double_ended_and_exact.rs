fn main() {
    let v: Vec<char> = "abcdef".chars().collect();
    let mut it = v.iter();
    println!("{:?} {:?} {:?}", it.next(), it.next_back(), it.len());
    println!("{:?}", it.as_slice());
    println!("{:?}", v.iter().enumerate().rev().step_by(2).collect::<Vec<_>>());
    println!("{:?}", v.chunks(4).rev().map(|c| c.iter().collect::<String>()).collect::<Vec<_>>());
    println!("{:?}", v.windows(2).rev().next());
    println!("{:?}", (0..10).rev().skip(2).rev().take(3).collect::<Vec<_>>());
    println!("{:?}", v.iter().zip(0..).map(|(c, i)| format!("{c}{i}")).rev_last());
    println!("{:?}", (1..=3).chain(7..9).rev().collect::<Vec<_>>());
    println!("{:?} {:?}", (0..5).rposition_of(3), v.iter().rposition(|c| *c == 'c'));
    println!("{:?}", "a,b,c".split(',').rev().collect::<String>());
    println!("{:?}", "añb".chars().rev().map(|c| c.len_utf8()).collect::<Vec<_>>());
    println!("{:?}", "añb".char_indices().rev().collect::<Vec<_>>());
    println!("{:?}", [1, 2, 3, 4].iter().rev().rfold(0, |a, x| a * 10 + x));
    println!("{:?}", (0..6).into_iter().try_rfold(0i8, |a, x| a.checked_add(x * 20)));
    let mut ends = (1..=6).into_iter();
    let mut out = vec![];
    while let (Some(a), Some(b)) = (ends.next(), ends.next_back()) { out.push(a * b); }
    println!("{out:?} {:?}", ends.next());
    let mut p = [3, 1, 2].iter().peekable();
    println!("{:?}", p.peek());
    println!("{:?} {:?}", p.next(), p.next_if_eq(&&1));
    println!("{:?}", p.peek_mut().map(|x| **x));
    println!("{:?}", vec![5, 6, 7].into_iter().rev().enumerate().collect::<Vec<_>>());
    println!("{:?}", vec![1, 2, 3, 4, 5].rchunks(2).map(|c| c.to_vec()).collect::<Vec<_>>());
    println!("{:?}", std::iter::once(0).chain([1, 2]).cycle().take(5).collect::<Vec<_>>());
}
trait RevLast: Iterator<Item = String> + Sized { fn rev_last(self) -> String { self.fold(String::new(), |a, x| x + &a) } }
impl<I: Iterator<Item = String>> RevLast for I {}
trait RPos { fn rposition_of(self, n: i32) -> Option<usize>; }
impl RPos for std::ops::Range<i32> { fn rposition_of(self, n: i32) -> Option<usize> { self.rev().position(|x| x == n) } }

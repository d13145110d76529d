struct Pairs<I: Iterator> { inner: I, last: Option<I::Item> }
impl<I: Iterator> Iterator for Pairs<I> where I::Item: Clone {
    type Item = (I::Item, I::Item);
    fn next(&mut self) -> Option<Self::Item> {
        if self.last.is_none() { self.last = self.inner.next(); }
        let next = self.inner.next()?;
        let prev = self.last.replace(next.clone())?;
        Some((prev, next))
    }
}
struct Groups<I: Iterator, F> { inner: std::iter::Peekable<I>, key: F }
impl<I: Iterator, K: PartialEq, F: FnMut(&I::Item) -> K> Iterator for Groups<I, F> {
    type Item = (K, Vec<I::Item>);
    fn next(&mut self) -> Option<Self::Item> {
        let first = self.inner.next()?;
        let key = (self.key)(&first);
        let mut group = vec![first];
        while let Some(next) = self.inner.peek() {
            if (self.key)(next) != key { break; }
            group.extend(self.inner.next());
        }
        Some((key, group))
    }
}
trait IterExt: Iterator + Sized {
    fn pairs(self) -> Pairs<Self> { Pairs { inner: self, last: None } }
    fn groups<K: PartialEq, F: FnMut(&Self::Item) -> K>(self, key: F) -> Groups<Self, F> { Groups { inner: self.peekable(), key } }
    fn mean(self) -> Option<f64> where Self::Item: Into<f64> {
        let (s, n) = self.fold((0.0, 0), |(s, n), x| (s + x.into(), n + 1));
        (n > 0).then(|| s / n as f64)
    }
    fn interleave<J: IntoIterator<Item = Self::Item>>(self, other: J) -> impl Iterator<Item = Self::Item> {
        let (mut a, mut b, mut flip) = (self, other.into_iter(), false);
        std::iter::from_fn(move || { flip = !flip; if flip { a.next().or_else(|| b.next()) } else { b.next().or_else(|| a.next()) } })
    }
}
impl<I: Iterator> IterExt for I {}
fn main() {
    println!("{:?}", (1..5).pairs().collect::<Vec<_>>());
    println!("{:?}", "abc".chars().pairs().map(|(a, b)| format!("{a}{b}")).collect::<Vec<_>>());
    println!("{:?}", [1, 3, 2, 4, 5].into_iter().groups(|x| x % 2).collect::<Vec<_>>());
    println!("{:?}", ["ab", "cd", "e"].iter().groups(|s| s.len()).map(|(k, g)| (k, g.len())).collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", [1, 2].into_iter().mean(), [1.5f32].into_iter().mean(), Vec::<u8>::new().into_iter().mean());
    println!("{:?}", (1..4).interleave([10, 20, 30, 40, 50]).collect::<Vec<_>>());
    println!("{:?}", std::iter::empty::<i32>().pairs().next());
}

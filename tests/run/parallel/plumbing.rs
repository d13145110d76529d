// A parallel iterator of one's own, producers that are cut anywhere, steps that are cloned and shown.
use rayon::iter::plumbing::*;
use rayon::prelude::*;

struct Span { low: u32, high: u32 }
impl UnindexedProducer for Span {
    type Item = u32;
    fn split(self) -> (Span, Option<Span>) {
        if self.high - self.low < 2 { return (self, None); }
        let middle = (self.low + self.high) / 2;
        (Span { low: self.low, high: middle }, Some(Span { low: middle, high: self.high }))
    }
    fn fold_with<F: Folder<u32>>(self, folder: F) -> F { folder.consume_iter(self.low..self.high) }
}
impl ParallelIterator for Span {
    type Item = u32;
    fn drive_unindexed<C: UnindexedConsumer<u32>>(self, consumer: C) -> C::Result { bridge_unindexed(self, consumer) }
}

struct Squares { n: usize }
struct SquaresFrom { low: usize, high: usize }
impl Producer for SquaresFrom {
    type Item = usize;
    type IntoIter = std::iter::Map<std::ops::Range<usize>, fn(usize) -> usize>;
    fn into_iter(self) -> Self::IntoIter { (self.low..self.high).map(|n| n * n) }
    fn split_at(self, index: usize) -> (SquaresFrom, SquaresFrom) { (SquaresFrom { low: self.low, high: self.low + index }, SquaresFrom { low: self.low + index, high: self.high }) }
}
impl ParallelIterator for Squares {
    type Item = usize;
    fn drive_unindexed<C: UnindexedConsumer<usize>>(self, consumer: C) -> C::Result { bridge(self, consumer) }
    fn opt_len(&self) -> Option<usize> { Some(self.n) }
}
impl IndexedParallelIterator for Squares {
    fn len(&self) -> usize { self.n }
    fn drive<C: Consumer<usize>>(self, consumer: C) -> C::Result { bridge(self, consumer) }
    fn with_producer<CB: ProducerCallback<usize>>(self, callback: CB) -> CB::Output { callback.callback(SquaresFrom { low: 0, high: self.n }) }
}

struct Thirds;
impl<T> ProducerCallback<T> for Thirds {
    type Output = Vec<Vec<T>>;
    fn callback<P: Producer<Item = T>>(self, producer: P) -> Vec<Vec<T>> {
        let (front, c) = producer.split_at(4);
        let (a, b) = front.split_at(2);
        vec![a.into_iter().collect(), b.into_iter().rev().collect(), c.into_iter().collect()]
    }
}

fn main() {
    println!("{}", Span { low: 1, high: 101 }.map(|n| n * 2).sum::<u32>());
    println!("{:?}", Span { low: 0, high: 40 }.filter(|n| n % 9 == 0).collect::<Vec<_>>());
    println!("{:?} {}", Squares { n: 5 }.collect::<Vec<_>>(), Squares { n: 5 }.len());
    println!("{:?}", Squares { n: 4 }.enumerate().rev().collect::<Vec<_>>());
    println!("{:?}", Squares { n: 4 }.zip(10..14).map(|(a, b)| a + b).collect::<Vec<_>>());
    println!("{:?}", (0..6).into_par_iter().map(|n| n * 10).with_producer(Thirds));
    println!("{:?}", vec!['a', 'b', 'c', 'd', 'e'].into_par_iter().with_producer(Thirds));
    let step = vec![Some(1), None].into_par_iter().while_some();
    println!("{:?}", step.clone());
    println!("{:?}", [1, 2].par_iter().map(|n| n + 1).filter(|n| *n > 0));
    println!("{}", (0..9).into_par_iter().take_any(4).clone().count());
}

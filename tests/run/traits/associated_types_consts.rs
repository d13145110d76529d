use std::fmt::Debug;

trait Container {
    type Item: Debug + Clone;
    const KIND: &'static str;
    const LIMIT: usize = 3;
    fn new() -> Self;
    fn put(&mut self, item: Self::Item) -> Result<(), Self::Item>;
    fn take(&mut self) -> Option<Self::Item>;
}

#[derive(Debug)]
struct Stack<T>(Vec<T>);
#[derive(Debug)]
struct Slot(Option<char>);

impl<T: Debug + Clone> Container for Stack<T> {
    type Item = T;
    const KIND: &'static str = "stack";
    fn new() -> Self {
        Stack(Vec::new())
    }
    fn put(&mut self, item: T) -> Result<(), T> {
        if self.0.len() == Self::LIMIT { Err(item) } else { Ok(self.0.push(item)) }
    }
    fn take(&mut self) -> Option<T> {
        self.0.pop()
    }
}

impl Container for Slot {
    type Item = char;
    const KIND: &'static str = "slot";
    const LIMIT: usize = 1;
    fn new() -> Self {
        Slot(None)
    }
    fn put(&mut self, item: char) -> Result<(), char> {
        match self.0 {
            Some(_) => Err(item),
            None => {
                self.0 = Some(item);
                Ok(())
            }
        }
    }
    fn take(&mut self) -> Option<char> {
        self.0.take()
    }
}

fn fill<C: Container>(items: &[C::Item]) -> (C, Vec<C::Item>) {
    let mut c = C::new();
    let refused = items.iter().filter_map(|i| c.put(i.clone()).err()).collect();
    println!("{} of at most {}", C::KIND, C::LIMIT);
    (c, refused)
}

fn main() {
    let (mut s, refused) = fill::<Stack<i32>>(&[1, 2, 3, 4, 5]);
    println!("{s:?} {refused:?} {:?}", s.take());
    let (mut slot, refused) = fill::<Slot>(&['a', 'b']);
    println!("{slot:?} {refused:?}");
    println!("{:?} {:?}", slot.take(), slot.take());
    println!("{}", <Stack<u8> as Container>::LIMIT + Slot::LIMIT);
}

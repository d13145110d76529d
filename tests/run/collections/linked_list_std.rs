use std::collections::LinkedList;
fn main() {
    let mut l: LinkedList<i32> = LinkedList::from([1, 2, 3]);
    l.push_back(4);
    l.push_front(0);
    println!("{l:?} {} {:?} {:?}", l.len(), l.front(), l.back());
    let mut tail = l.split_off(3);
    println!("{l:?} {tail:?}");
    tail.append(&mut l);
    println!("{tail:?} {}", l.is_empty());
    for x in tail.iter_mut() { *x *= 10; }
    if let Some(f) = tail.front_mut() { *f = -1; }
    println!("{:?} {:?}", tail.pop_front(), tail.pop_back());
    println!("{:?} {}", tail.iter().rev().collect::<Vec<_>>(), tail.contains(&0));
    println!("{:?}", tail.into_iter().map(|x| x + 1).collect::<LinkedList<_>>());
    let mut deque: std::collections::VecDeque<_> = (1..=5).collect();
    while let (Some(a), Some(b)) = (deque.pop_front(), deque.pop_front()) {
        deque.push_back(a + b);
        println!("{deque:?}");
        if deque.len() < 2 { break; }
    }
}

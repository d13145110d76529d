use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};

fn main() {
    let mut map: HashMap<u8, u8> = HashMap::with_capacity(50);
    assert!(map.capacity() >= 50);
    map.extend([(1, 2), (3, 4)]);
    map.shrink_to(10);
    assert!(map.capacity() >= 10);
    map.shrink_to_fit();
    assert!(map.capacity() >= 2 && map.len() == 2 && map[&3] == 4);
    let mut set: HashSet<&str> = HashSet::new();
    set.reserve(30);
    assert!(set.capacity() >= 30);
    let mut deque = VecDeque::from([1, 2, 3]);
    deque.reserve_exact(20);
    assert!(deque.capacity() >= 23);
    deque.try_reserve(100).unwrap();
    deque.shrink_to(7);
    assert!(deque.capacity() >= 7);
    assert_eq!(deque, [1, 2, 3]);
    let mut heap = BinaryHeap::from(vec![1, 5]);
    heap.reserve_exact(8);
    assert!(heap.capacity() >= 10);
    let mut text = String::with_capacity(40);
    text.push_str("ab");
    assert!(text.capacity() >= 40);
    text.shrink_to(10);
    assert!(text.capacity() >= 10);
    text.shrink_to_fit();
    assert!(text.capacity() >= 2 && text == "ab");
    let mut items: Vec<u64> = Vec::with_capacity(40);
    items.push(1);
    items.shrink_to(9);
    assert!(items.capacity() >= 9);
    println!("room enough");
}

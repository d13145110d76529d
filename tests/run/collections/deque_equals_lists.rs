use std::collections::{LinkedList, VecDeque};

fn main() {
    let mut deque: VecDeque<i32> = (1..=3).collect();
    deque.push_front(0);
    assert!(deque == [0, 1, 2, 3]);
    assert!(deque == vec![0, 1, 2, 3]);
    assert!(deque == &[0, 1, 2, 3]);
    assert!(deque == &[0, 1, 2, 3][..]);
    assert!(deque != [0, 1, 2]);
    assert_eq!(deque, &mut [0, 1, 2, 3]);
    let nested: VecDeque<Vec<u8>> = [vec![1], vec![]].into();
    println!("{}", nested == [vec![1u8], vec![]]);
    *deque.push_back_mut(4) += 10;
    *deque.push_front_mut(-1) *= 5;
    *deque.insert_mut(1, 7) += 1;
    println!("{deque:?}");
    let mut list: LinkedList<i32> = LinkedList::new();
    list.extend(&[1, 2]);
    *list.push_back_mut(3) += 1;
    println!("{list:?}");
}

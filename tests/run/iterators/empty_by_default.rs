use std::collections::{BTreeMap, BTreeSet, btree_map, btree_set};
use std::ops::Bound;

fn main() {
    println!("{:?}", std::slice::Iter::<u8>::default().next());
    println!("{:?}", std::vec::IntoIter::<u8>::default().len());
    println!("{:?}", btree_map::Iter::<u8, u8>::default().next());
    println!("{:?}", btree_set::Iter::<u8>::default().next());
    println!("{:?}", std::iter::Chain::<std::slice::Iter<u8>, std::slice::Iter<u8>>::default().count());
    println!("{:?}", std::iter::Rev::<std::vec::IntoIter<u8>>::default().count());
    let set: BTreeSet<i32> = (0..9).collect();
    println!("{:?}", set.range((Bound::Excluded(&3), Bound::Included(&6))).collect::<Vec<_>>());
    let map: BTreeMap<i32, char> = [(1, 'a'), (5, 'b')].into();
    println!("{:?}", map.range((Bound::Excluded(&1), Bound::Unbounded)).next());
}

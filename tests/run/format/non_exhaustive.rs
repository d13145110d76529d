// Printing that says there is more than is shown.
use std::fmt;

fn main() {
    let list = fmt::from_fn(|f| f.debug_list().entry(&1).entry(&"a").finish_non_exhaustive());
    let set = fmt::from_fn(|f| f.debug_set().entries([1, 2]).finish_non_exhaustive());
    let map = fmt::from_fn(|f| f.debug_map().entry(&"k", &vec![1, 2]).finish_non_exhaustive());
    let tuple = fmt::from_fn(|f| f.debug_tuple("T").field(&Some(1)).finish_non_exhaustive());
    println!("{list:?} {set:?} {map:?} {tuple:?}");
    println!("{list:#?}\n{set:#?}\n{map:#?}\n{tuple:#?}");
    let list = fmt::from_fn(|f| f.debug_list().finish_non_exhaustive());
    let set = fmt::from_fn(|f| f.debug_set().finish_non_exhaustive());
    let map = fmt::from_fn(|f| f.debug_map().finish_non_exhaustive());
    let tuple = fmt::from_fn(|f| f.debug_tuple("T").finish_non_exhaustive());
    println!("{list:?} {set:?} {map:?} {tuple:?} {list:#?} {set:#?} {map:#?} {tuple:#?}");
}

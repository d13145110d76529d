use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

#[derive(Debug, Clone, Eq)]
struct CaseFree(String);
impl PartialEq for CaseFree {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}
impl Hash for CaseFree {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for b in self.0.bytes() {
            state.write_u8(b.to_ascii_lowercase());
        }
    }
}
#[derive(Hash, PartialEq, Eq, Debug, Clone, Copy, PartialOrd, Ord)]
enum Key {
    Id(u32),
    At { x: i8, y: i8 },
    Nothing,
}
fn hash_of<T: Hash>(t: &T) -> u64 {
    let mut h = DefaultHasher::new();
    t.hash(&mut h);
    h.finish()
}

fn main() {
    let mut set = HashSet::new();
    for w in ["Rust", "rust", "RUST", "go", "Go", "C"] {
        if !set.insert(CaseFree(w.to_string())) {
            print!("again:{w} ");
        }
    }
    println!("{}", set.len());
    println!("{}", set.contains(&CaseFree("rUsT".into())));
    println!("{}", hash_of(&CaseFree("ABC".into())) == hash_of(&CaseFree("abc".into())));
    println!("{}", hash_of(&1u32) == hash_of(&2u32));
    println!("{}", hash_of(&(1, "a")) == hash_of(&(1, "a")));
    let mut m: HashMap<Key, Vec<&str>> = HashMap::new();
    m.entry(Key::Id(4)).or_default().push("four");
    m.entry(Key::At { x: 1, y: -1 }).or_default().push("here");
    m.entry(Key::Id(4)).or_default().push("vier");
    m.entry(Key::Nothing).or_insert_with(|| vec!["none"]);
    let mut keys: Vec<_> = m.keys().copied().collect();
    keys.sort();
    println!("{keys:?}");
    println!("{:?}", m[&Key::Id(4)]);
    match m.entry(Key::Nothing) {
        Entry::Occupied(mut e) => {
            e.get_mut().push("still");
            println!("occupied {:?}", e.get());
            let (k, v) = e.remove_entry();
            println!("{k:?} {}", v.len());
        }
        Entry::Vacant(_) => println!("vacant"),
    }
    match m.entry(Key::Nothing) {
        Entry::Occupied(_) => println!("occupied"),
        Entry::Vacant(e) => println!("vacant {:?}", e.insert(vec!["back"])),
    }
    println!("{}", m.len());
}

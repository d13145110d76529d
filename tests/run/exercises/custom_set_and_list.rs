use std::collections::HashMap;
#[derive(Debug, Clone)]
struct CustomSet<T> {
    items: Vec<T>,
}
impl<T: Ord + Clone> PartialEq for CustomSet<T> {
    fn eq(&self, o: &Self) -> bool {
        self.is_subset(o) && o.is_subset(self)
    }
}
impl<T: Ord + Clone> CustomSet<T> {
    fn new(input: &[T]) -> Self {
        let mut items = input.to_vec();
        items.sort();
        items.dedup();
        CustomSet { items }
    }
    fn contains(&self, t: &T) -> bool {
        self.items.binary_search(t).is_ok()
    }
    fn add(&mut self, t: T) {
        if let Err(i) = self.items.binary_search(&t) {
            self.items.insert(i, t);
        }
    }
    fn is_subset(&self, o: &Self) -> bool {
        self.items.iter().all(|x| o.contains(x))
    }
    fn intersection(&self, o: &Self) -> Self {
        Self { items: self.items.iter().filter(|x| o.contains(x)).cloned().collect() }
    }
    fn union(&self, o: &Self) -> Self {
        Self::new(&[&self.items[..], &o.items[..]].concat())
    }
}
fn sublist<T: PartialEq>(a: &[T], b: &[T]) -> &'static str {
    let within = |x: &[T], y: &[T]| x.is_empty() || y.windows(x.len()).any(|w| w == x);
    match (within(a, b), within(b, a)) {
        (true, true) => "equal",
        (true, false) => "sublist",
        (false, true) => "superlist",
        (false, false) => "unequal",
    }
}
fn flatten(v: &[Nested]) -> Vec<i32> {
    v.iter().flat_map(|n| match n { Nested::One(x) => vec![*x], Nested::Many(m) => flatten(m) }).collect()
}
enum Nested {
    One(i32),
    Many(Vec<Nested>),
}
fn anagrams<'a>(word: &str, list: &[&'a str]) -> Vec<&'a str> {
    let key = |w: &str| { let mut m: HashMap<char, i32> = HashMap::new(); w.to_lowercase().chars().for_each(|c| *m.entry(c).or_default() += 1); m };
    let want = key(word);
    list.iter().copied().filter(|w| !w.eq_ignore_ascii_case(word) && key(w) == want).collect()
}
fn main() {
    let mut a = CustomSet::new(&[3, 1, 2, 3]);
    let b = CustomSet::new(&[2, 3, 9]);
    a.add(9);
    a.add(1);
    println!("{a:?} {} {}", a.contains(&9), b.is_subset(&a));
    println!("{:?} {}", a.intersection(&b), a.union(&b) == a);
    println!("{} {} {} {}", sublist(&[1, 2], &[0, 1, 2]), sublist(&[1], &[1]), sublist(&[1, 2, 3], &[2]), sublist(&[1], &[2]));
    use Nested::*;
    println!("{:?}", flatten(&[One(1), Many(vec![Many(vec![]), One(2), Many(vec![One(3)])]), One(4)]));
    println!("{:?}", anagrams("Listen", &["enlists", "google", "inlets", "Silent", "listen"]));
}

use std::collections::{BTreeMap, HashMap};

struct Registry {
    users: Vec<User>,
    index: HashMap<String, usize>,
}
#[derive(Debug, Default)]
struct User {
    name: String,
    points: i32,
    friends: Vec<String>,
}
impl Registry {
    fn user(&mut self, name: &str) -> &mut User {
        let i = match self.index.get(name) {
            Some(&i) => i,
            None => {
                self.users.push(User { name: name.to_string(), ..Default::default() });
                self.index.insert(name.to_string(), self.users.len() - 1);
                self.users.len() - 1
            }
        };
        &mut self.users[i]
    }
    fn best(&mut self) -> Option<&mut User> {
        self.users.iter_mut().max_by_key(|u| u.points)
    }
    fn points_of(&mut self, name: &str) -> Option<&mut i32> {
        let i = *self.index.get(name)?;
        self.users.get_mut(i).map(|u| &mut u.points)
    }
}
fn longest<'a>(a: &'a mut String, b: &'a mut String) -> &'a mut String {
    if a.len() >= b.len() { a } else { b }
}
fn first_negative(v: &mut [i32]) -> Option<&mut i32> {
    v.iter_mut().find(|x| **x < 0)
}
fn ends(v: &mut [i32]) -> Option<(&mut i32, &mut i32)> {
    let (first, rest) = v.split_first_mut()?;
    let last = rest.last_mut()?;
    Some((first, last))
}

fn main() {
    let mut r = Registry { users: vec![], index: HashMap::new() };
    r.user("ann").points += 10;
    r.user("bob").points += 3;
    r.user("ann").friends.push("bob".to_string());
    *r.points_of("bob").unwrap() *= 7;
    println!("{:?}", r.points_of("zed"));
    if let Some(u) = r.best() {
        u.name.make_ascii_uppercase();
        u.friends.push("everyone".into());
    }
    let u = r.user("ann");
    u.points -= 1;
    let p = &mut u.points;
    *p -= 1;
    println!("{:?}", r.users);
    let (mut a, mut b) = (String::from("long one"), String::from("short"));
    longest(&mut a, &mut b).push_str(" grew");
    *longest(&mut a, &mut b) = "replaced".into();
    println!("{a} | {b}");
    let mut v = [3, -1, 4, -5];
    if let Some(x) = first_negative(&mut v) {
        *x = 100;
    }
    if let Some((f, l)) = ends(&mut v) {
        std::mem::swap(f, l);
    }
    println!("{v:?}");
    let mut m: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    let list = m.entry("a").or_insert_with(Vec::new);
    list.push(1);
    list.push(2);
    m.entry("a").or_default().push(3);
    m.get_mut("a").unwrap()[0] = 9;
    for (k, v) in m.iter_mut() {
        v.push(k.len() as i32);
    }
    println!("{m:?}");
    let mut grid = vec![vec![0; 3]; 3];
    let cell = &mut grid[1][2];
    *cell = 5;
    for row in &mut grid {
        row[0] = 1;
    }
    if let Some(last) = grid.last_mut().and_then(|r| r.last_mut()) {
        *last = 8;
    }
    grid.iter_mut().flatten().filter(|c| **c == 0).for_each(|c| *c = -1);
    println!("{grid:?}");
}

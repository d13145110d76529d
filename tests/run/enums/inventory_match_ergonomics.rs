#[derive(Debug, Clone, PartialEq)]
enum Item { Sword { damage: u32, worn: bool }, Potion(u32), Gold(u64), Bag(Vec<Item>) }
use Item::*;
fn value(i: &Item) -> u64 {
    match i {
        Sword { damage, worn: false } => *damage as u64 * 10,
        Sword { damage, .. } => *damage as u64,
        Potion(n) if *n == 0 => 0,
        Potion(n) => 5 + *n as u64,
        Gold(g) => *g,
        Bag(items) => items.iter().map(value).sum::<u64>() + 1,
    }
}
fn use_up(i: &mut Item) -> bool {
    match i {
        Potion(0) => false,
        Potion(n) => { *n -= 1; true }
        Sword { worn, damage } if *damage > 1 => { *worn = true; *damage /= 2; true }
        Bag(items) => { if let Some(first) = items.first_mut() { use_up(first) } else { false } }
        Gold(_) | Sword { .. } => false,
    }
}
fn unpack(i: Item) -> Vec<Item> { match i { Bag(items) => items.into_iter().flat_map(unpack).collect(), other => vec![other] } }
fn main() {
    let mut bag = Bag(vec![Potion(2), Sword { damage: 7, worn: false }, Bag(vec![Gold(30), Potion(0)])]);
    println!("{}", value(&bag));
    println!("{:?}", (0..4).map(|_| use_up(&mut bag)).collect::<Vec<_>>());
    if let Bag(items) = &mut bag {
        items.rotate_left(1);
        println!("{}", use_up(&mut items[0]));
        match &mut items[..] { [Sword { damage, .. }, .., Potion(p)] => std::mem::swap(damage, p), _ => println!("no") }
    }
    println!("{bag:?} {}", value(&bag));
    let flat = unpack(bag.clone());
    println!("{} {:?}", flat.len(), flat.iter().filter(|i| matches!(i, Gold(20..) | Potion(1..))).collect::<Vec<_>>());
    let gold = flat.into_iter().find_map(|i| if let Gold(n) = i { Some(n) } else { None });
    println!("{gold:?}");
    let Bag(ref v) = bag else { unreachable!() };
    let [.., Potion(last)] = v.as_slice() else { return println!("odd shape") };
    println!("{last}");
}

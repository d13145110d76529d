use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq)]
struct Item {
    name: String,
    category: Category,
    price_cents: u64,
    qty: u32,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Category {
    Tool,
    Toy,
    Food,
}
impl FromStr for Category {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s.to_ascii_lowercase().as_str() {
            "tool" => Ok(Self::Tool),
            "toy" => Ok(Self::Toy),
            "food" => Ok(Self::Food),
            other => Err(format!("unknown category {other}")),
        }
    }
}
impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(match self { Self::Tool => "tools", Self::Toy => "toys", Self::Food => "food" })
    }
}
#[derive(Debug)]
enum LineError {
    Columns(usize),
    Price(std::num::ParseFloatError),
    Qty(std::num::ParseIntError),
    Category(String),
}
impl From<std::num::ParseFloatError> for LineError { fn from(e: std::num::ParseFloatError) -> Self { Self::Price(e) } }
impl From<std::num::ParseIntError> for LineError { fn from(e: std::num::ParseIntError) -> Self { Self::Qty(e) } }
impl From<String> for LineError { fn from(e: String) -> Self { Self::Category(e) } }
impl FromStr for Item {
    type Err = LineError;
    fn from_str(line: &str) -> Result<Item, LineError> {
        let cols: Vec<_> = line.split(',').map(str::trim).collect();
        let &[name, category, price, qty] = cols.as_slice() else { return Err(LineError::Columns(cols.len())) };
        Ok(Item { name: name.into(), category: category.parse()?, price_cents: (price.parse::<f64>()? * 100.0).round() as u64, qty: qty.parse()? })
    }
}
const DATA: &str = "hammer, tool, 12.99, 5
yo-yo, toy, 3.5, 40
apple, food, 0.25, 300
saw, tool, 20, 2
broken line
kite, toy, x, 1
gum, candy, 1, 1
robot, toy, 99.99, -1";
fn main() {
    let (good, bad): (Vec<_>, Vec<_>) = DATA.lines().enumerate().map(|(i, l)| l.parse::<Item>().map_err(|e| (i + 1, e))).partition(Result::is_ok);
    let items: Vec<Item> = good.into_iter().flatten().collect();
    for e in bad.into_iter().filter_map(Result::err) {
        println!("line {}: {:?}", e.0, e.1);
    }
    let mut by: BTreeMap<Category, (u64, u32)> = BTreeMap::new();
    for i in &items {
        let e = by.entry(i.category).or_default();
        e.0 += i.price_cents * i.qty as u64;
        e.1 += i.qty;
    }
    for (c, (cents, n)) in &by {
        println!("{c:>6}|{n:>4}|{:>9.2}", *cents as f64 / 100.0);
    }
    let dearest = items.iter().max_by_key(|i| i.price_cents).map(|i| &i.name);
    let index: HashMap<&str, &Item> = items.iter().map(|i| (i.name.as_str(), i)).collect();
    println!("{dearest:?} {:?}", index.get("yo-yo").map(|i| i.qty));
}

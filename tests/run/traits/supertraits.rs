use std::fmt;

trait Named {
    fn name(&self) -> String;
}
trait Aged {
    fn age(&self) -> u32;
}
trait Person: Named + Aged + fmt::Debug {
    fn describe(&self) -> String {
        format!("{} ({})", self.name(), self.age())
    }
}
trait Employee: Person {
    fn salary(&self) -> f64;
    fn card(&self) -> String {
        format!("{} earns {:.2}", self.describe(), self.salary())
    }
}

#[derive(Debug, Clone)]
struct Worker {
    name: &'static str,
    born: u32,
    monthly: f64,
}
impl Named for Worker {
    fn name(&self) -> String {
        self.name.to_uppercase()
    }
}
impl Aged for Worker {
    fn age(&self) -> u32 {
        2026 - self.born
    }
}
impl Person for Worker {}
impl Employee for Worker {
    fn salary(&self) -> f64 {
        self.monthly * 12.0
    }
}

trait Outline: fmt::Display {
    fn outline(&self) -> String {
        let s = self.to_string();
        let bar = "-".repeat(s.chars().count() + 2);
        format!("+{bar}+\n| {s} |\n+{bar}+")
    }
}
impl Outline for i32 {}
impl Outline for str {}

fn oldest<'a>(people: &'a [Box<dyn Employee>]) -> &'a dyn Employee {
    people.iter().max_by_key(|p| p.age()).unwrap().as_ref()
}

fn main() {
    let staff: Vec<Box<dyn Employee>> = vec![
        Box::new(Worker { name: "ida", born: 1990, monthly: 3100.5 }),
        Box::new(Worker { name: "jon", born: 1971, monthly: 2800.0 }),
    ];
    for e in &staff {
        println!("{}", e.card());
    }
    println!("{:?}", oldest(&staff));
    println!("{}\n{}", (-42).outline(), "text".outline());
}

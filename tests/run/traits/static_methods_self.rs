trait Zoo {
    fn create(name: &str) -> Self
    where
        Self: Sized;
    fn legs() -> u32
    where
        Self: Sized,
    {
        4
    }
    fn speak(&self) -> String;
    fn into_loud(self: Box<Self>) -> String;
}
struct Dog(String);
struct Bird(String);
impl Zoo for Dog {
    fn create(name: &str) -> Self {
        Self(name.to_owned())
    }
    fn speak(&self) -> String {
        format!("{} barks", self.0)
    }
    fn into_loud(self: Box<Self>) -> String {
        self.0.to_uppercase()
    }
}
impl Zoo for Bird {
    fn create(name: &str) -> Self {
        Bird(format!("little {name}"))
    }
    fn legs() -> u32 {
        2
    }
    fn speak(&self) -> String {
        self.0.clone() + " sings"
    }
    fn into_loud(self: Box<Self>) -> String {
        self.0 + "!"
    }
}
fn make<Z: Zoo + 'static>(names: &[&str]) -> (u32, Vec<Box<dyn Zoo>>) {
    let all: Vec<Box<dyn Zoo>> = names.iter().map(|n| Box::new(Z::create(n)) as Box<dyn Zoo>).collect();
    (Z::legs() * all.len() as u32, all)
}
#[derive(Debug, Default, Clone, PartialEq)]
struct Options {
    verbose: bool,
    level: u8,
    name: Option<String>,
    tags: Vec<&'static str>,
    ratio: f32,
    mark: char,
    pair: (i32, String),
}

fn main() {
    let (legs, dogs) = make::<Dog>(&["rex", "bo"]);
    let (more, birds) = make::<Bird>(&["tweety"]);
    println!("{}", legs + more);
    for a in dogs.iter().chain(&birds) {
        println!("{}", a.speak());
    }
    for a in dogs.into_iter().chain(birds) {
        println!("{}", a.into_loud());
    }
    let d: Dog = Zoo::create("typed");
    println!("{}", d.speak());
    let o = Options { level: 3, name: Some("x".into()), ..Default::default() };
    println!("{o:?}");
    println!("{}", o == Options { level: 3, name: Some("x".to_string()), ..Options::default() });
}

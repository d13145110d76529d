trait Greeter {
    fn name(&self) -> String;
    fn greeting(&self) -> &'static str {
        "Hello"
    }
    fn greet(&self) -> String {
        format!("{}, {}!", self.greeting(), self.name())
    }
    fn twice(&self) -> String
    where
        Self: Sized,
    {
        [self.greet(), self.greet()].join(" ")
    }
}

struct English(String);
struct German {
    first: &'static str,
}
struct Robot;

impl Greeter for English {
    fn name(&self) -> String {
        self.0.clone()
    }
}
impl Greeter for German {
    fn name(&self) -> String {
        self.first.to_string()
    }
    fn greeting(&self) -> &'static str {
        "Hallo"
    }
}
impl Greeter for Robot {
    fn name(&self) -> String {
        String::from("#1")
    }
    fn greet(&self) -> String {
        format!("BEEP {}", self.name())
    }
}

fn main() {
    println!("{}", English("Ann".into()).greet());
    println!("{}", German { first: "Uwe" }.twice());
    println!("{}", Robot.twice());
    let all: [Box<dyn Greeter>; 3] = [Box::new(Robot), Box::new(German { first: "Eva" }), Box::new(English("Bob".into()))];
    for g in &all {
        println!("{} / {}", g.greeting(), g.greet());
    }
    println!("{}", Greeter::greet(&Robot));
    println!("{}", <German as Greeter>::name(&German { first: "Max" }));
}

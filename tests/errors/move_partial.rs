struct Person {
    name: String,
    age: u32,
}
fn main() {
    let person = Person { name: "ann".into(), age: 3 };
    let name = person.name;
    println!("{name} {}", person.age);
    let again = person;
    println!("{}", again.age);
}

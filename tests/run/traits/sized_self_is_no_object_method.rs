//! A method that wants `Self: Sized` is none of trait objects: it may make objects of ever larger types.

trait Job {
    fn name(&self) -> String;
    fn wrapped(self) -> Box<dyn Job>
    where
        Self: Sized + 'static,
    {
        Box::new(Wrapped(self))
    }
}

struct Wrapped<A>(A);

impl<A: Job> Job for Wrapped<A> {
    fn name(&self) -> String {
        format!("[{}]", self.0.name())
    }
}

struct Plain;

impl Job for Plain {
    fn name(&self) -> String {
        "plain".into()
    }
}

fn main() {
    println!("{}", Plain.wrapped().name());
    println!("{}", Wrapped(Plain).wrapped().name());
}

mod inside {
    const SECRET: i32 = 1;
    struct Hidden;
    mod deeper {
        pub fn reach() {}
    }
    pub struct Open {
        field: i32,
    }
    pub struct Tuple(i32);
    impl Open {
        fn new() -> Open {
            Open { field: 1 }
        }
        pub fn made() -> Open {
            Open::new()
        }
        fn look(&self) -> i32 {
            let Tuple(n) = Tuple(self.field);
            n
        }
    }
}

use inside::Hidden;

fn main() {
    println!("{}", inside::SECRET);
    inside::deeper::reach();
    let a = inside::Open { field: 2 };
    let b = inside::Open::new();
    let c = inside::Open::made();
    c.look();
    let d = inside::Tuple(1);
    let inside::Open { field } = inside::Open::made();
}

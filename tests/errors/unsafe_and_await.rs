use std::cell::RefCell;

struct Once;

impl Once {
    fn spend(self) {}
}

static mut COUNT: i32 = 0;

unsafe fn risky() {}

async fn ready() -> i32 {
    1
}

fn waits() -> i32 {
    ready().await
}

enum Side {
    Left(i32),
    Right(i32),
}

fn main() {
    risky();
    COUNT += 1;
    let p = &1 as *const i32;
    println!("{}", *p);
    let cell = RefCell::new(Once);
    cell.borrow().spend();
    12 += 1;
    let x = &0u8 as u32;
    let y = 1u8 as Vec<u8>;
    match Side::Left(1) {
        Side::Left(a) | Side::Right(b) => {}
    }
    unsafe {
        risky();
        COUNT += 1;
    }
}

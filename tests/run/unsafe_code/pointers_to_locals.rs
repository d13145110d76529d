//! Raw pointers to variables stay valid while the variables are read and changed by their names.

fn set(p: *mut i32, n: i32) {
    unsafe { *p = n }
}

fn main() {
    let mut x = 10;
    let p = &mut x as *mut i32;
    unsafe { *p = 20 };
    println!("{x}");
    unsafe { *p += 1 };
    println!("{x}");
    x += 1;
    println!("{}", unsafe { *p });

    let mut y = 1;
    let q: *const i32 = &y;
    println!("{y}");
    let r = &raw mut y;
    unsafe {
        *r = 5;
        println!("{} {y}", *q);
    }
    set(&mut y, 7);
    println!("{y}");

    let mut list = vec![1, 2, 3];
    let first = list.as_mut_ptr();
    println!("{}", list.len());
    unsafe {
        *first.add(1) = 20;
        println!("{list:?} {}", *first.add(2));
        for i in 0..list.len() {
            *first.add(i) *= 2;
        }
    }
    println!("{list:?}");
}

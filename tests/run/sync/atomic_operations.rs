use std::sync::atomic::*;

fn main() {
    let a = AtomicI32::new(10);
    println!("{} {}", a.fetch_add(5, Ordering::SeqCst), a.load(Ordering::SeqCst));
    println!("{} {}", a.fetch_sub(20, Ordering::Relaxed), a.load(Ordering::Relaxed));
    println!("{} {:?}", a.swap(100, Ordering::AcqRel), a);
    println!("{:?}", a.compare_exchange(100, 7, Ordering::SeqCst, Ordering::Relaxed));
    println!("{:?}", a.compare_exchange(100, 8, Ordering::SeqCst, Ordering::Relaxed));
    println!("{} {}", a.fetch_max(50, Ordering::SeqCst), a.fetch_min(-3, Ordering::SeqCst));
    println!("{}", a.load(Ordering::Acquire));
    println!("{:?}", a.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |v| if v < 0 { Some(v * 2) } else { None }));
    println!("{:?}", a.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |v| (v > 0).then_some(1)));
    a.store(i32::MAX, Ordering::Release);
    a.fetch_add(1, Ordering::SeqCst);
    println!("wraps to {}", a.load(Ordering::SeqCst));

    let bits = AtomicU8::new(0b1100);
    println!("{:04b}", bits.fetch_and(0b0110, Ordering::SeqCst));
    println!("{:04b}", bits.fetch_or(0b0011, Ordering::SeqCst));
    println!("{:04b}", bits.fetch_xor(0b1111, Ordering::SeqCst));
    println!("{:04b}", bits.fetch_nand(0b1000, Ordering::SeqCst));
    println!("{:08b}", bits.load(Ordering::SeqCst));

    let flag = AtomicBool::new(false);
    println!("{} {}", flag.fetch_or(true, Ordering::SeqCst), flag.fetch_and(false, Ordering::SeqCst));
    println!("{} {}", flag.fetch_xor(true, Ordering::SeqCst), flag.fetch_not(Ordering::SeqCst));
    println!("{:?}", flag);
    println!("{}", flag.into_inner());

    let mut wide = AtomicU64::new(u64::MAX);
    wide.fetch_add(2, Ordering::SeqCst);
    *wide.get_mut() += 41;
    println!("{}", wide.into_inner());
    let size = AtomicUsize::default();
    size.fetch_add(3, Ordering::SeqCst);
    let isz = AtomicIsize::from(-4);
    println!("{} {}", size.load(Ordering::SeqCst), isz.load(Ordering::SeqCst));
    let small = AtomicI8::new(127);
    small.fetch_add(2, Ordering::SeqCst);
    let short = AtomicU16::new(0);
    short.fetch_sub(1, Ordering::SeqCst);
    println!("{} {} {}", small.into_inner(), short.into_inner(), AtomicI64::new(i64::MIN).load(Ordering::SeqCst));
    fence(Ordering::SeqCst);
    let p = AtomicU32::new(5);
    println!("{:?}", p.compare_exchange_weak(4, 9, Ordering::SeqCst, Ordering::SeqCst));
}

//! The fields of a union share one place: what was written as one is read as another.
#[repr(C)]
union Number { int: u32, float: f32, bytes: [u8; 4] }
#[derive(Clone, Copy)]
union Wide { whole: u64, halves: [u32; 2], flag: bool }
union Held { list: std::mem::ManuallyDrop<Vec<i32>>, other: u8 }

fn bits(x: f32) -> u32 { let n = Number { float: x }; unsafe { n.int } }

fn main() {
    println!("{:#x} {:#x}", bits(1.0), bits(-2.5));
    let mut n = Number { int: 0x01020304 };
    unsafe {
        println!("{:?} {}", n.bytes, n.bytes[0]);
        n.bytes = [0, 0, 0x80, 0x3f];
        println!("{} {:#x}", n.float, n.int);
        n.int = 0x40490fdb;
        println!("{:.4}", n.float);
        let r = &mut n.int;
        *r += 1;
        println!("{:#x}", n.int);
        n.int += 1;
        println!("{:#x}", n.int);
        n.float = 1.0;
        n.bytes[0] = 1;
        println!("{:#x}", n.int);
        n.bytes.reverse();
        n.int |= 0xf0;
        println!("{:?}", n.bytes);
    }
    let w = Wide { whole: 0x0000_0002_0000_0001 };
    let copy = w;
    println!("{:?} {} {}", unsafe { w.halves }, unsafe { copy.flag }, unsafe { copy.whole });
    let mut h = Held { list: std::mem::ManuallyDrop::new(vec![1, 2]) };
    unsafe {
        println!("{:?}", *h.list);
        std::mem::ManuallyDrop::drop(&mut h.list);
        h.other = 3;
        println!("{}", h.other);
    }
}

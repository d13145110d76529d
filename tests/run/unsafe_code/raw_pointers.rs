use std::ptr;

struct Node {
    value: i32,
    next: *mut Node,
}
struct Queue {
    head: *mut Node,
    tail: *mut Node,
    len: usize,
}
impl Queue {
    fn new() -> Self {
        Queue { head: ptr::null_mut(), tail: ptr::null_mut(), len: 0 }
    }
    fn push(&mut self, value: i32) {
        let node = Box::into_raw(Box::new(Node { value, next: ptr::null_mut() }));
        unsafe {
            if self.tail.is_null() {
                self.head = node;
            } else {
                (*self.tail).next = node;
            }
        }
        self.tail = node;
        self.len += 1;
    }
    fn pop(&mut self) -> Option<i32> {
        if self.head.is_null() {
            return None;
        }
        let node = unsafe { Box::from_raw(self.head) };
        self.head = node.next;
        if self.head.is_null() {
            self.tail = ptr::null_mut();
        }
        self.len -= 1;
        Some(node.value)
    }
    fn add_all(&mut self, n: i32) {
        let mut at = self.head;
        while !at.is_null() {
            unsafe {
                (*at).value += n;
                at = (*at).next;
            }
        }
    }
}
impl Drop for Queue {
    fn drop(&mut self) {
        let mut freed = 0;
        while self.pop().is_some() {
            freed += 1;
        }
        println!("freed {freed}");
    }
}
static mut GLOBAL: u32 = 5;
unsafe fn bump(by: u32) -> u32 {
    unsafe {
        GLOBAL += by;
        GLOBAL
    }
}

fn main() {
    let mut q = Queue::new();
    for i in 1..=4 {
        q.push(i * i);
    }
    q.add_all(100);
    println!("{:?} {:?} {}", q.pop(), q.pop(), q.len);
    q.push(7);
    println!("{:?}", unsafe { (*q.tail).value });
    let mut x = 10;
    let p = &mut x as *mut i32;
    unsafe {
        *p += 5;
        p.write(*p * 2);
        println!("{} {}", *p, p.read());
    }
    println!("{x}");
    let c = &x as *const i32;
    println!("{} {}", unsafe { *c }, c.is_null());
    let mut a = [1, 2, 3];
    let pa = a.as_mut_ptr();
    unsafe {
        *pa.add(1) = 20;
        ptr::swap(pa, pa.add(2));
        println!("{} {:?}", *pa.offset(2), std::slice::from_raw_parts(pa, 3));
    }
    println!("{a:?} {} {}", unsafe { bump(3) }, unsafe { bump(1) });
    let s = String::from("boxed");
    let raw = Box::into_raw(Box::new(s));
    unsafe {
        (*raw).push('!');
        let again = Box::from_raw(raw);
        println!("{again} {}", again.len());
    }
    let (mut m, mut n) = (1, 2);
    unsafe { ptr::swap(&mut m, &mut n) };
    println!("{m} {n} {:?}", unsafe { pa.as_ref() }.is_some());
    println!("{}", unsafe { ptr::null::<i32>().as_ref() }.is_none());
    println!("{}", unsafe { [1, 2, 3].get_unchecked(1) });
}

// A vector made of a raw block, and values that are there only once they were written.
use std::alloc::{self, Layout};
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

struct Stack<T> {
    block: NonNull<T>,
    room: usize,
    len: usize,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Stack { block: NonNull::dangling(), room: 0, len: 0 }
    }

    fn grow(&mut self) {
        let room = if self.room == 0 { 2 } else { self.room * 2 };
        let layout = Layout::array::<T>(room).unwrap();
        let block = if self.room == 0 {
            unsafe { alloc::alloc(layout) }
        } else {
            let old = Layout::array::<T>(self.room).unwrap();
            unsafe { alloc::realloc(self.block.as_ptr() as *mut u8, old, layout.size()) }
        };
        self.block = NonNull::new(block as *mut T).unwrap();
        self.room = room;
    }

    fn push(&mut self, value: T) {
        if self.len == self.room {
            self.grow();
        }
        unsafe { ptr::write(self.block.as_ptr().add(self.len), value) };
        self.len += 1;
    }

    fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        unsafe { Some(ptr::read(self.block.as_ptr().add(self.len))) }
    }
}

impl<T> Drop for Stack<T> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
        if self.room > 0 {
            unsafe { alloc::dealloc(self.block.as_ptr() as *mut u8, Layout::array::<T>(self.room).unwrap()) };
        }
    }
}

struct Loud(i32);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let mut stack = Stack::new();
    for i in 0..5 {
        stack.push(Loud(i));
    }
    println!("{:?}", stack.pop().map(|loud| loud.0));
    drop(stack);

    let mut slots: [MaybeUninit<String>; 3] = unsafe { MaybeUninit::uninit().assume_init() };
    for (i, slot) in slots.iter_mut().enumerate() {
        slot.write(format!("slot {i}"));
    }
    let texts: Vec<String> = slots.into_iter().map(|slot| unsafe { slot.assume_init() }).collect();
    println!("{texts:?}");

    let mut one = MaybeUninit::<i32>::uninit();
    unsafe { one.as_mut_ptr().write(9) };
    println!("{}", unsafe { one.assume_init() });

    let mut array = [1, 2, 3, 4];
    let start = array.as_mut_ptr();
    for i in 0..4 {
        unsafe { *start.add(i) *= 10 };
    }
    println!("{array:?}");
}

// Thread-locals are dropped when their thread ends, after a panic too, the last made first.
use std::cell::RefCell;
use std::sync::Mutex;
use std::thread;

static SEEN: Mutex<Vec<&str>> = Mutex::new(Vec::new());

struct Note(&'static str);

impl Drop for Note {
    fn drop(&mut self) {
        SEEN.lock().unwrap().push(self.0);
    }
}

thread_local! {
    static FIRST: Note = const { Note("first") };
    static SECOND: RefCell<Vec<Note>> = const { RefCell::new(Vec::new()) };
}

fn main() {
    thread::spawn(|| {
        FIRST.with(|_| ());
        SECOND.with(|list| list.borrow_mut().push(Note("in a list")));
    })
    .join()
    .unwrap();
    println!("{:?}", SEEN.lock().unwrap());
    std::panic::set_hook(Box::new(|_| {}));
    let result = thread::spawn(|| {
        FIRST.with(|_| ());
        panic!("over");
    })
    .join();
    println!("{} {:?}", result.is_err(), SEEN.lock().unwrap());
}

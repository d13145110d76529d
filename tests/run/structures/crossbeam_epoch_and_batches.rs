// Pointers that are replaced while others read, batches that change queues, panics of scoped tasks, room made in a full queue, parts of guards.
use arc_swap::ArcSwapOption;
use crossbeam::atomic::AtomicCell;
use crossbeam::deque::{Injector, Worker};
use crossbeam::epoch::{self, Atomic, Owned, Shared};
use crossbeam::queue::ArrayQueue;
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::AtomicUsize;

struct Loud(&'static str);
impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

fn main() {
    let place = Atomic::new(Loud("old"));
    let (outer, guard) = (epoch::pin(), epoch::pin());
    let seen = place.load(SeqCst, &outer);
    let before = place.swap(Owned::new(Loud("new")), SeqCst, &guard);
    unsafe { guard.defer_destroy(before) };
    drop(guard);
    println!("still there: {}", unsafe { seen.deref() }.0);
    drop(outer);
    println!("unpinned: {}", !epoch::is_pinned());
    let guard = epoch::pin();
    let error = place.compare_exchange(Shared::null(), Owned::new(Loud("refused")), SeqCst, SeqCst, &guard).err().unwrap();
    println!("there is {}", unsafe { error.current.deref() }.0);
    drop(error);
    drop(guard);
    drop(unsafe { place.into_owned() });

    for lifo in [false, true] {
        let from = if lifo { Worker::new_lifo() } else { Worker::new_fifo() };
        for n in 1..=6 {
            from.push(n);
        }
        let to = Worker::new_lifo();
        println!("{:?} {:?} {:?}", from.stealer().steal_batch_and_pop(&to), to.pop(), to.pop());
    }
    let shared = Injector::new();
    (1..=4).for_each(|n| shared.push(n));
    let own = Worker::new_lifo();
    println!("{:?} {:?}", shared.steal_batch(&own), own.pop());

    let queue = ArrayQueue::new(3);
    let out = AtomicUsize::new(0);
    crossbeam::scope(|s| {
        for _ in 0..4 {
            s.spawn(|_| (0..200).for_each(|n| if queue.force_push(n).is_some() { out.fetch_add(1, SeqCst); }));
        }
    }).unwrap();
    while queue.pop().is_some() {
        out.fetch_add(1, SeqCst);
    }
    println!("{}", out.load(SeqCst));

    std::panic::set_hook(Box::new(|_| {}));
    let all = crossbeam::scope(|s| {
        let joined = s.spawn(|_| panic!("joined"));
        s.spawn(|_| panic!("first"));
        s.spawn(|_| panic!("second"));
        println!("{:?}", joined.join().unwrap_err().downcast_ref::<&str>());
    }).unwrap_err();
    let all = all.downcast_ref::<Vec<Box<dyn Any + Send>>>().unwrap();
    println!("{:?}", all.iter().map(|payload| *payload.downcast_ref::<&str>().unwrap()).collect::<Vec<_>>());

    println!("{} {}", AtomicCell::<u16>::is_lock_free(), AtomicCell::<[u8; 3]>::is_lock_free());
    let latest = ArcSwapOption::empty();
    latest.store(Some(Arc::new(1)));
    println!("{:?} {:?}", latest.swap(None), latest.load_full());
    let map = dashmap::DashMap::new();
    map.insert("a", (1, vec![2]));
    *map.get_mut("a").unwrap().map(|pair| &mut pair.0) += 1;
    println!("{} {:?}", *map.get("a").unwrap().map(|pair| &pair.0), map.get("a").unwrap().map(|pair| &pair.1).try_map(|list| list.get(5)).is_err());
    let lock = parking_lot::RwLock::new(1);
    let mut reading = lock.upgradable_read();
    let other = lock.read();
    println!("{:?}", reading.try_with_upgraded(|n| *n += 1));
    drop(other);
    println!("{} {}", reading.with_upgraded(|n| { *n += 1; *n }), *reading);
}

// Channels, queues, deques, scopes, utilities.
use crossbeam_channel::{RecvTimeoutError, TryRecvError, TrySendError, after, bounded, never, tick, unbounded};
use crossbeam_deque::{Injector, Steal, Worker};
use crossbeam_queue::{ArrayQueue, SegQueue};
use crossbeam_utils::sync::WaitGroup;
use std::thread;
use std::time::Duration;

fn main() {
    let (tx, rx) = unbounded();
    let consumers: Vec<_> = (0..3).map(|_| { let rx = rx.clone(); thread::spawn(move || rx.iter().sum::<i32>()) }).collect();
    drop(rx);
    for i in 0..100 { tx.send(i).unwrap(); }
    drop(tx);
    println!("{}", consumers.into_iter().map(|c| c.join().unwrap()).sum::<i32>());
    let (tx, rx) = bounded(1);
    println!("{:?}", tx.try_send(1));
    println!("{:?}", tx.try_send(2) == Err(TrySendError::Full(2)));
    println!("{} {} {:?} {}", tx.len(), tx.is_full(), tx.capacity(), rx.is_empty());
    println!("{:?} {:?}", rx.recv(), rx.try_recv() == Err(TryRecvError::Empty));
    println!("{:?}", rx.recv_timeout(Duration::from_millis(5)) == Err(RecvTimeoutError::Timeout));
    println!("{}", tx.send_timeout(1, Duration::from_millis(5)).is_ok());
    println!("{}", tx.send_timeout(1, Duration::from_millis(5)).unwrap_err().is_timeout());
    drop(rx);
    println!("{}", tx.send(3).unwrap_err());
    let (tx, rx) = bounded::<i32>(0);
    println!("{}", tx.try_send(1).is_err());
    let sender = thread::spawn(move || tx.send(8).is_ok());
    println!("{:?} {}", rx.recv(), sender.join().unwrap());
    println!("{}", rx.recv().unwrap_err());
    println!("{}", after(Duration::from_millis(2)).recv().is_ok());
    let ticks = tick(Duration::from_millis(2));
    println!("{}", (0..3).filter(|_| ticks.recv().is_ok()).count());
    println!("{:?}", never::<i32>().recv_timeout(Duration::from_millis(2)));
    let q = ArrayQueue::new(2);
    println!("{:?} {:?} {:?}", q.push(1), q.push(2), q.push(3));
    println!("{:?} {:?} {} {}", q.force_push(4), q.pop(), q.len(), q.is_full());
    let s: SegQueue<i32> = SegQueue::new();
    s.push(1); s.push(2);
    println!("{} {:?}", s.len(), s.into_iter().collect::<Vec<_>>());
    let injector = Injector::new();
    for i in 0..10 { injector.push(i); }
    let w = Worker::new_lifo();
    println!("{:?} {}", injector.steal_batch_and_pop(&w), w.len());
    println!("{:?} {:?}", w.pop(), w.stealer().steal());
    println!("{:?}", Worker::<i32>::new_fifo().stealer().steal() == Steal::Empty);
    let numbers = vec![1, 2, 3];
    let total = crossbeam::scope(|s| {
        let a = s.spawn(|_| numbers.iter().sum::<i32>());
        let b = s.spawn(|s| { let inner = s.spawn(|_| numbers.len()); inner.join().unwrap() });
        a.join().unwrap() + b.join().unwrap() as i32
    }).unwrap();
    println!("{}", total);
    let group = WaitGroup::new();
    let done = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    for _ in 0..4 { let group = group.clone(); let done = done.clone(); thread::spawn(move || { done.fetch_add(1, std::sync::atomic::Ordering::SeqCst); drop(group); }); }
    group.wait();
    println!("{}", done.load(std::sync::atomic::Ordering::SeqCst));
}

// `close_channel` closes for all senders, `disconnect` for one.
use futures::channel::mpsc;
use futures::StreamExt;

fn main() {
    futures::executor::block_on(async {
        let (mut one, mut rx) = mpsc::channel::<i32>(1);
        let mut other = one.clone();
        one.disconnect();
        println!("{} {}", one.is_closed(), other.is_closed());
        other.try_send(1).unwrap();
        let mut third = other.clone();
        other.close_channel();
        println!("{} {}", third.is_closed(), third.try_send(2).unwrap_err().is_disconnected());
        println!("{:?} {:?}", rx.next().await, rx.next().await);

        let (one, mut rx) = mpsc::unbounded::<i32>();
        let other = one.clone();
        other.unbounded_send(3).unwrap();
        one.close_channel();
        println!("{:?}", other.unbounded_send(4).unwrap_err());
        println!("{:?} {:?}", rx.next().await, rx.next().await);
    });
}

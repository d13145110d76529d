use std::sync::mpsc::sync_channel;
use std::thread;

fn main() {
    let (tx, rx) = sync_channel::<u32>(0);
    let (log_tx, log_rx) = sync_channel::<String>(16);
    let log = log_tx.clone();
    let sender = thread::spawn(move || {
        for i in 1..=3 {
            tx.send(i).unwrap();
            log.send(format!("sent {i}")).unwrap();
        }
    });
    let mut sum = 0;
    for v in rx {
        sum += v;
    }
    sender.join().unwrap();
    drop(log_tx);
    println!("sum {sum}");
    for line in log_rx {
        println!("{line}");
    }

    let (request, requests) = sync_channel::<(u32, std::sync::mpsc::SyncSender<u32>)>(0);
    let server = thread::spawn(move || {
        let mut served = 0;
        for (n, reply) in requests {
            reply.send(n * n).unwrap();
            served += 1;
        }
        served
    });
    for n in [3, 5, 8] {
        let (tx, rx) = sync_channel(0);
        request.send((n, tx)).unwrap();
        println!("{n} squared is {}", rx.recv().unwrap());
    }
    drop(request);
    println!("served {}", server.join().unwrap());
}

use crate::{everywhere, poll_once, spawn};
use ruchy_runtime::*;
use std::{collections::BTreeSet, task::Poll, time::Duration};

const CAPACITIES: [Option<usize>; 4] = [None, Some(0), Some(1), Some(7)];

#[test]
fn many_senders_and_receivers_lose_and_double_nothing() {
    for capacity in CAPACITIES {
        everywhere(|runtime| async move {
            let channel = Channel::new(capacity);
            for sender in 0..5 {
                channel.add_sender();
                let channel = channel.clone();
                spawn(&runtime, async move {
                    for number in 0..100 {
                        channel.send(sender * 1000 + number).await.unwrap();
                    }
                    channel.drop_sender();
                });
            }
            channel.drop_sender();
            let receivers: Vec<_> = (0..3)
                .map(|_| {
                    let channel = channel.clone();
                    spawn(&runtime, async move {
                        let mut got = Vec::new();
                        while let Ok(number) = channel.recv().await {
                            got.push(number);
                        }
                        got
                    })
                })
                .collect();
            let mut all = BTreeSet::new();
            let mut count = 0;
            for receiver in receivers {
                let got = receiver.join().await.unwrap();
                for sender in 0..5 {
                    let of_one: Vec<_> = got.iter().filter(|number| *number / 1000 == sender).collect();
                    assert!(of_one.is_sorted(), "what one sends to one arrives in order");
                }
                count += got.len();
                all.extend(got);
            }
            assert_eq!((count, all.len()), (500, 500));
        });
    }
}

#[test]
fn cancelled_receives_and_sends_lose_nothing() {
    for capacity in CAPACITIES {
        everywhere(|runtime| async move {
            let channel = Channel::new(capacity);
            let senders: Vec<_> = (0..3)
                .map(|_| {
                    let (channel, runtime) = (channel.clone(), runtime.clone());
                    spawn(&runtime.clone(), async move {
                        let mut sent = 0;
                        while sent < 50 {
                            let mut send = Box::pin(channel.send(1));
                            let wait = runtime.sleep(Duration::from_nanos(runtime.random() % 3_000));
                            match first(&mut *send, wait).await {
                                Some(result) => {
                                    result.unwrap();
                                    sent += 1;
                                }
                                // Given up, unless it was taken meanwhile.
                                None => sent += usize::from(send.take_value().is_none()),
                            }
                        }
                        sent
                    })
                })
                .collect();
            let receivers: Vec<_> = (0..3)
                .map(|_| {
                    let (channel, runtime) = (channel.clone(), runtime.clone());
                    spawn(&runtime.clone(), async move {
                        let mut got = 0;
                        loop {
                            let wait = runtime.sleep(Duration::from_nanos(runtime.random() % 3_000));
                            match first(&mut channel.recv(), wait).await {
                                Some(Ok(one)) => got += one,
                                Some(Err(_)) => return got,
                                None => {}
                            }
                        }
                    })
                })
                .collect();
            let (mut sent, mut got) = (0, 0);
            for sender in senders {
                sent += sender.join().await.unwrap();
            }
            channel.drop_sender();
            for receiver in receivers {
                got += receiver.join().await.unwrap();
            }
            assert_eq!((sent, got), (150, 150));
        });
    }
}

/// Waits for `future` or for the end of `wait`, whichever is first.
async fn first<F: Future + Unpin>(future: &mut F, mut wait: Sleep) -> Option<F::Output> {
    std::future::poll_fn(|cx| {
        if let Poll::Ready(output) = std::pin::Pin::new(&mut *future).poll(cx) {
            return Poll::Ready(Some(output));
        }
        std::pin::Pin::new(&mut wait).poll(cx).map(|()| None)
    })
    .await
}

#[test]
fn a_message_for_a_receiver_that_left_reaches_the_next() {
    let channel = Channel::new(Some(1));
    let (mut leaves, mut stays) = (channel.recv(), channel.recv());
    assert!(poll_once(&mut leaves).is_pending());
    assert!(poll_once(&mut stays).is_pending());
    channel.try_send(5).unwrap();
    drop(leaves);
    assert_eq!(poll_once(&mut stays), Poll::Ready(Ok(5)));
}

#[test]
fn a_full_channel_refuses_and_a_closed_one_gives_the_value_back() {
    let channel = Channel::new(Some(1));
    assert_eq!(channel.try_recv(), Err(TryRecvError::Empty));
    channel.try_send(1).unwrap();
    assert_eq!(channel.try_send(2), Err(TrySendError::Full(2)));
    let mut blocked = channel.send(3);
    assert!(poll_once(&mut blocked).is_pending());
    channel.close();
    assert_eq!(poll_once(&mut blocked), Poll::Ready(Err(Disconnected(3))));
    assert_eq!(channel.try_send(4), Err(TrySendError::Disconnected(4)));
    assert_eq!(channel.try_recv(), Ok(1));
    assert_eq!(channel.try_recv(), Err(TryRecvError::Disconnected));
    assert!(channel.is_closed() && channel.is_exhausted());
}

#[test]
fn the_last_receiver_hands_out_what_is_left() {
    let channel = Channel::new(None);
    channel.try_send("a").unwrap();
    channel.try_send("b").unwrap();
    assert_eq!(channel.drop_receiver(), ["a", "b"]);
    assert_eq!(channel.try_send("c"), Err(TrySendError::Disconnected("c")));
}

#[test]
fn rendezvous_meets() {
    let channel = Channel::new(Some(0));
    assert_eq!(channel.try_send(1), Err(TrySendError::Full(1)));
    let mut receive = channel.recv();
    assert!(poll_once(&mut receive).is_pending());
    channel.try_send(2).unwrap();
    assert_eq!(channel.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!(poll_once(&mut receive), Poll::Ready(Ok(2)));
    let mut send = channel.send(4);
    assert!(poll_once(&mut send).is_pending());
    assert_eq!(channel.try_recv(), Ok(4));
    assert_eq!(poll_once(&mut send), Poll::Ready(Ok(())));
}

#[test]
fn deadlines_end_sends_and_receives() {
    everywhere(|runtime| async move {
        let channel = Channel::new(Some(1));
        let soon = runtime.now() + Duration::from_millis(2);
        assert_eq!(channel.recv_deadline(&runtime, soon).await, Err(RecvTimeoutError::Timeout));
        channel.send_deadline(&runtime, Time::FAR, 1).await.unwrap();
        let soon = runtime.now() + Duration::from_millis(2);
        let sent = channel.send_deadline(&runtime, soon, 2).await;
        assert_eq!(sent, Err(SendTimeoutError::Timeout(2)));
        assert_eq!(channel.recv_deadline(&runtime, Time::FAR).await, Ok(1));
        channel.drop_sender();
        assert_eq!(channel.recv_deadline(&runtime, Time::FAR).await, Err(RecvTimeoutError::Disconnected));
    });
}

#[test]
fn select_takes_from_one_channel_only() {
    everywhere(|runtime| async move {
        let (left, right) = (Channel::new(None), Channel::new(None));
        for number in 0..50 {
            left.try_send(number).unwrap();
            right.try_send(number).unwrap();
        }
        let mut counts = [0, 0];
        for _ in 0..60 {
            let branches: Vec<select::Branch<_>> = vec![Box::pin(left.recv()), Box::pin(right.recv())];
            let (branch, number) = Select::fair(&runtime, branches).await;
            assert_eq!(number, Ok(counts[branch]));
            counts[branch] += 1;
        }
        assert_eq!(left.len() + right.len(), 40);
        assert!(counts[0] > 0 && counts[1] > 0);
    });
}

use crate::{everywhere, spawn};
use ruchy_runtime::*;
use std::sync::Arc;

#[test]
fn every_receiver_gets_every_value() {
    everywhere(|runtime| async move {
        let broadcast = Broadcast::new(100);
        let receivers: Vec<_> = (0..4)
            .map(|_| {
                let (broadcast, mut cursor) = (broadcast.clone(), broadcast.subscribe());
                spawn(&runtime, async move {
                    let mut got = Vec::new();
                    loop {
                        let (result, moved) = broadcast.recv(cursor).await;
                        cursor = moved;
                        match result {
                            Ok(number) => got.push(number),
                            Err(error) => {
                                assert_eq!(error, BroadcastError::Closed);
                                broadcast.drop_receiver(cursor);
                                return got;
                            }
                        }
                    }
                })
            })
            .collect();
        assert!(broadcast.drop_receiver(Broadcast::<i32>::start()).is_empty());
        for number in 0..100 {
            assert_eq!(broadcast.send(number), Ok((4, None)));
            yield_now().await;
        }
        broadcast.drop_sender();
        for receiver in receivers {
            assert_eq!(receiver.join().await.unwrap(), (0..100).collect::<Vec<_>>());
        }
        assert_eq!(broadcast.send(1), Err(1));
    });
}

#[test]
fn a_slow_receiver_is_told_what_it_lost_and_nothing_outlives_its_readers() {
    let broadcast = Broadcast::new(2);
    let (mut slow, value) = (Broadcast::<Arc<i32>>::start(), |number| Arc::new(number));
    let third = value(3);
    broadcast.send(value(1)).unwrap();
    assert_eq!(broadcast.send(value(2)), Ok((1, None)));
    assert_eq!(broadcast.send(third.clone()), Ok((1, Some(value(1)))));
    assert_eq!(broadcast.len(slow), 3);
    assert_eq!(broadcast.try_recv(&mut slow), Err(BroadcastError::Lagged(1)));
    assert_eq!(broadcast.try_recv(&mut slow), Ok(value(2)));
    let other = broadcast.subscribe();
    assert_eq!(broadcast.try_recv(&mut slow), Ok(third.clone()));
    assert_eq!(Arc::strong_count(&third), 1);
    assert_eq!(broadcast.try_recv(&mut slow), Err(BroadcastError::Empty));
    broadcast.send(value(4)).unwrap();
    assert!(broadcast.drop_receiver(other).is_empty());
    assert_eq!(broadcast.drop_receiver(slow), [value(4)]);
}

#[test]
fn a_watcher_sees_the_last_change() {
    everywhere(|runtime| async move {
        let watch = Watch::new(0);
        let watcher = spawn(&runtime, {
            let watch = watch.clone();
            async move {
                let (mut seen, mut last) = (Version::default(), 0);
                while let Ok(version) = watch.changed(seen).await {
                    let (value, looked) = watch.look(|value| *value);
                    assert!(value >= last && looked >= version);
                    (seen, last) = (looked, value);
                }
                watch.drop_receiver();
                last
            }
        });
        for number in 1..=20 {
            assert_eq!(watch.send(number), Ok(number - 1));
            yield_now().await;
        }
        watch.drop_sender();
        assert_eq!(watcher.join().await, Ok(20));
        assert_eq!(watch.send(21), Err(21));
    });
}

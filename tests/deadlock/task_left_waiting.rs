// The receiver gives up, but a leaked end keeps the channel open: the sender waits for ever, and main ends without it.
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn ask(patience: Duration) -> Option<i32> {
    let (answer, answers) = mpsc::sync_channel(0);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(40));
        answer.send(1).unwrap();
    });
    let given = answers.recv_timeout(patience).ok();
    std::mem::forget(answers);
    given
}

fn main() {
    println!("{:?}", ask(Duration::from_millis(5)));
    thread::sleep(Duration::from_millis(80));
}

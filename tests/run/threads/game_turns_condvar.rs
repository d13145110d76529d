use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Nim {
    sticks: u32,
    turn: usize,
    moves: Vec<(usize, u32)>,
}
type Strategy = fn(u32) -> u32;
fn greedy(n: u32) -> u32 { n.min(3) }
fn careful(n: u32) -> u32 { match n % 4 { 0 => 1, r => r } }
fn play(sticks: u32, strategies: [Strategy; 2]) -> (usize, Vec<(usize, u32)>) {
    let game = Arc::new((Mutex::new(Nim { sticks, turn: 0, moves: vec![] }), Condvar::new()));
    let players: Vec<_> = strategies
        .into_iter()
        .enumerate()
        .map(|(me, choose)| {
            let game = Arc::clone(&game);
            thread::spawn(move || {
                let (lock, cv) = &*game;
                loop {
                    let mut g = cv.wait_while(lock.lock().unwrap(), |g| g.turn != me && g.sticks > 0).unwrap();
                    if g.sticks == 0 {
                        return;
                    }
                    let n = choose(g.sticks);
                    g.sticks -= n;
                    g.moves.push((me, n));
                    g.turn = 1 - me;
                    cv.notify_all();
                }
            })
        })
        .collect();
    players.into_iter().for_each(|p| p.join().unwrap());
    let g = game.0.lock().unwrap();
    (g.moves.last().unwrap().0, g.moves.clone())
}
fn main() {
    println!("{:?}", play(10, [greedy, careful]));
    println!("{:?}", play(11, [careful, careful]));
    println!("{:?}", play(2, [careful, greedy]).0);
}

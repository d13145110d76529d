use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
type Shared<T> = Arc<Mutex<T>>;
fn shared<T>(t: T) -> Shared<T> { Arc::new(Mutex::new(t)) }
#[derive(Default)]
struct Room { members: Vec<String>, history: Vec<(String, String)> }
#[derive(Clone, Default)]
struct Server { rooms: Arc<RwLock<HashMap<String, Shared<Room>>>> }
impl Server {
    fn room(&self, name: &str) -> Shared<Room> {
        if let Some(r) = self.rooms.read().unwrap().get(name) { return r.clone(); }
        self.rooms.write().unwrap().entry(name.to_string()).or_insert_with(|| shared(Room::default())).clone()
    }
    fn say(&self, room: &str, who: &str, what: &str) -> usize {
        let room = self.room(room);
        let mut r = room.lock().unwrap();
        if !r.members.iter().any(|m| m == who) { r.members.push(who.to_owned()); }
        r.history.push((who.into(), what.into()));
        r.history.len()
    }
}
fn main() {
    let s = Server::default();
    let hs: Vec<_> = ["ann", "bob", "cy"].into_iter().map(|who| { let s = s.clone(); thread::spawn(move || { for i in 0..4 { s.say(if i % 2 == 0 { "rust" } else { "tea" }, who, &format!("msg {i}")); } }) }).collect();
    hs.into_iter().for_each(|h| h.join().unwrap());
    let rooms = s.rooms.read().unwrap();
    let mut names: Vec<_> = rooms.keys().collect();
    names.sort();
    for n in names {
        let mut r = rooms[n].lock().unwrap();
        r.members.sort();
        println!("{n}: {:?} {}", r.members, r.history.len());
        let Room { history, .. } = &mut *r;
        history.retain(|(w, m)| w == "bob" && m.ends_with(['0', '1']));
        println!("{history:?}");
    }
}

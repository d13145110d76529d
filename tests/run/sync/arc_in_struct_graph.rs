use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;
struct Page { url: u32, links: Vec<Arc<Page>> }
fn crawl(page: Arc<Page>, seen: Arc<Mutex<HashSet<u32>>>) -> usize {
    if !seen.lock().unwrap().insert(page.url) { return 0; }
    let hs: Vec<_> = page.links.iter().map(|l| { let (l, s) = (Arc::clone(l), Arc::clone(&seen)); thread::spawn(move || crawl(l, s)) }).collect();
    1 + hs.into_iter().map(|h| h.join().unwrap()).sum::<usize>()
}
fn main() {
    let leaf: Vec<_> = (10..14).map(|url| Arc::new(Page { url, links: vec![] })).collect();
    let mids: Vec<_> = (1..4).map(|url| Arc::new(Page { url, links: leaf.iter().skip(url as usize % 2).cloned().collect() })).collect();
    let root = Arc::new(Page { url: 0, links: mids.clone() });
    let seen = Arc::new(Mutex::new(HashSet::new()));
    println!("{}", crawl(root.clone(), seen.clone()));
    println!("{} {}", seen.lock().unwrap().len(), Arc::strong_count(&leaf[3]));
    drop((root, mids));
    println!("{}", Arc::strong_count(&leaf[3]));
}

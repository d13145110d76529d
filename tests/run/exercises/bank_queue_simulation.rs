use std::collections::VecDeque;
#[derive(Debug, Clone)]
struct Customer { id: u32, arrives: u32, needs: u32 }
#[derive(Debug, Default)]
struct Teller { busy_until: u32, served: Vec<u32> }
fn simulate(tellers: usize, customers: Vec<Customer>) -> (Vec<Teller>, f64, u32) {
    let mut ts: Vec<Teller> = std::iter::repeat_with(Teller::default).take(tellers).collect();
    let mut queue: VecDeque<Customer> = VecDeque::new();
    let mut coming = customers.into_iter().peekable();
    let (mut waited, mut n, mut now) = (0, 0, 0);
    while coming.peek().is_some() || !queue.is_empty() {
        while let Some(c) = coming.next_if(|c| c.arrives <= now) { queue.push_back(c); }
        for t in ts.iter_mut().filter(|t| t.busy_until <= now) {
            let Some(c) = queue.pop_front() else { break };
            waited += now - c.arrives;
            n += 1;
            t.busy_until = now + c.needs;
            t.served.push(c.id);
        }
        now += 1;
    }
    (ts, waited as f64 / n.max(1) as f64, now)
}
fn main() {
    let customers: Vec<Customer> = (0..10).map(|id| Customer { id, arrives: id * 2, needs: 3 + id * 7 % 5 }).collect();
    for tellers in 1..=3 {
        let (ts, wait, end) = simulate(tellers, customers.clone());
        println!("{tellers}: {wait:.2} {end} {:?}", ts.iter().map(|t| &t.served[..]).collect::<Vec<_>>());
    }
}

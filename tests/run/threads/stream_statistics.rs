use std::sync::mpsc;
use std::thread;

#[derive(Debug, Default, Clone, PartialEq)]
struct Stats {
    n: u64,
    mean: f64,
    m2: f64,
    min: Option<f64>,
    max: Option<f64>,
}
impl Stats {
    fn push(&mut self, x: f64) {
        self.n += 1;
        let d = x - self.mean;
        self.mean += d / self.n as f64;
        self.m2 += d * (x - self.mean);
        self.min = Some(self.min.map_or(x, |m| m.min(x)));
        self.max = Some(self.max.map_or(x, |m| m.max(x)));
    }
    fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.m2 / (self.n - 1) as f64)
    }
}
impl Extend<f64> for Stats {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, it: I) {
        it.into_iter().for_each(|x| self.push(x));
    }
}
impl FromIterator<f64> for Stats {
    fn from_iter<I: IntoIterator<Item = f64>>(it: I) -> Self {
        let mut s = Stats::default();
        s.extend(it);
        s
    }
}
fn main() {
    let (tx, rx) = mpsc::channel::<(usize, Option<f64>)>();
    let sensors: Vec<_> = (0..3)
        .map(|id| {
            let tx = tx.clone();
            thread::spawn(move || {
                for i in 0..50 {
                    let reading = ((i * 37 + id * 11) % 20) as f64 / 4.0;
                    tx.send((id, (i % 10 != 9).then_some(reading))).unwrap();
                }
            })
        })
        .collect();
    drop(tx);
    let mut per = vec![Stats::default(); 3];
    let mut missing = 0;
    for (id, reading) in rx {
        match reading {
            Some(x) => per[id].push(x),
            None => missing += 1,
        }
    }
    sensors.into_iter().for_each(|s| s.join().unwrap());
    for s in &per {
        println!("{} {:.3} {:.3} {:?} {:?}", s.n, s.mean, s.variance().unwrap(), s.min, s.max);
    }
    println!("{missing} missing, {:?}", [2.0].into_iter().collect::<Stats>().variance());
}

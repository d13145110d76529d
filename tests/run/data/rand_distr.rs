// More distributions: their means, their errors.
use rand::SeedableRng;
use rand::distributions::WeightedIndex;
use rand_distr::*;
fn mean<D: Distribution<f64>>(d: D) -> f64 {
    let mut rng = rand::rngs::StdRng::seed_from_u64(7);
    (0..3000).map(|_| d.sample(&mut rng)).sum::<f64>() / 3000.0
}
fn main() {
    let mut rng = rand::rngs::StdRng::seed_from_u64(3);
    let near = |found: f64, wanted: f64, by: f64| (found - wanted).abs() < by;
    println!("{}", near(mean(Normal::new(5.0, 2.0).unwrap()), 5.0, 0.2));
    println!("{}", near(mean(Exp::new(0.5).unwrap()), 2.0, 0.2));
    println!("{} {}", near(mean(Poisson::new(3.0).unwrap()), 3.0, 0.2), near(mean(Poisson::new(50.0).unwrap()), 50.0, 1.0));
    println!("{}", near(mean(Gamma::new(2.0, 3.0).unwrap()), 6.0, 0.5));
    println!("{}", near(mean(Beta::new(2.0, 2.0).unwrap()), 0.5, 0.05));
    for (n, p) in [(10, 0.3), (100, 0.4), (1000, 0.9)] {
        let d = Binomial::new(n, p).unwrap();
        let m = (0..1000).map(|_| d.sample(&mut rng)).sum::<u64>() as f64 / 1000.0;
        println!("{}", near(m, n as f64 * p, 0.03 * n as f64 * p));
    }
    println!("{:?} {:?}", Normal::new(0.0, f64::NAN).err(), Binomial::new(3, 1.5).map_err(|e| e.to_string()));
    let weights = [1, 0, 3];
    let index = WeightedIndex::new(&weights).unwrap();
    let mut counts = [0; 3];
    for _ in 0..400 {
        counts[index.sample(&mut rng)] += 1;
    }
    println!("{} {}", counts[1], counts[2] > counts[0]);
    let x: f64 = StandardNormal.sample(&mut rng);
    let y: f32 = rng.sample(Exp1);
    println!("{} {}", x.is_finite(), y > 0.0);
}

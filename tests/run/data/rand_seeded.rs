// What seeded generators give is what the crate's give.
use rand::distributions::{Alphanumeric, Bernoulli, Distribution, Standard, Uniform, WeightedIndex};
use rand::rngs::{SmallRng, StdRng};
use rand::seq::{IteratorRandom, SliceRandom};
use rand::{Rng, RngCore, SeedableRng};

#[derive(Debug)]
struct Point {
    x: i8,
    y: bool,
}

impl Distribution<Point> for Standard {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> Point {
        Point { x: rng.gen(), y: rng.gen() }
    }
}

fn roll(rng: &mut impl Rng) -> u32 {
    rng.gen_range(1..=6)
}

fn main() {
    let mut rng = StdRng::seed_from_u64(42);
    println!("{} {}", rng.next_u32(), rng.next_u64());
    println!("{} {} {}", rng.gen::<u8>(), rng.gen::<i64>(), rng.gen::<u128>());
    println!("{} {}", rng.gen::<f64>(), rng.gen::<f32>());
    println!("{:?} {:?}", rng.gen::<(bool, char)>(), rng.gen::<[u16; 3]>());
    println!("{:?}", (0..8).map(|_| rng.gen_range(0..10)).collect::<Vec<i32>>());
    println!("{:?}", (0..8).map(|_| rng.gen_range(-5i64..=5)).collect::<Vec<_>>());
    println!("{:?}", (0..4).map(|_| rng.gen_range(0..3usize)).collect::<Vec<_>>());
    println!("{:?}", (0..4).map(|_| rng.gen_range(200u8..=255)).collect::<Vec<_>>());
    println!("{} {}", rng.gen_range(0.0..1.0), rng.gen_range(-1.0f32..=1.0));
    println!("{}", rng.gen_range('a'..='z'));
    println!("{:?}", (0..6).map(|_| roll(&mut rng)).collect::<Vec<_>>());
    println!("{} {}", rng.gen_bool(0.3), rng.gen_ratio(2, 3));
    let die = Uniform::from(1..7);
    println!("{:?}", (0..6).map(|_| die.sample(&mut rng)).collect::<Vec<i32>>());
    println!("{:?}", Uniform::new_inclusive(0.5, 2.5).sample(&mut rng));
    let weights = WeightedIndex::new([1, 5, 3]).unwrap();
    println!("{:?}", (0..8).map(|_| weights.sample(&mut rng)).collect::<Vec<_>>());
    println!("{:?}", WeightedIndex::new([0, 0]).unwrap_err().to_string());
    println!("{}", Bernoulli::new(0.5).unwrap().sample(&mut rng));
    println!("{}", (&mut rng).sample_iter(&Alphanumeric).take(12).map(char::from).collect::<String>());
    let point: Point = rng.gen();
    println!("{} {}", point.x, point.y);
    let mut list: Vec<i32> = (0..10).collect();
    list.shuffle(&mut rng);
    println!("{list:?}");
    println!("{:?} {:?}", list.choose(&mut rng), Vec::<i32>::new().choose(&mut rng));
    println!("{:?}", list.choose_multiple(&mut rng, 4).collect::<Vec<_>>());
    println!("{:?}", ["a", "b", "c"].choose_weighted(&mut rng, |s| if *s == "b" { 10 } else { 1 }).unwrap());
    println!("{:?} {:?}", (0..100).choose(&mut rng), (0..100).filter(|n| n % 7 == 0).choose_multiple(&mut rng, 3));
    let mut bytes = [0u8; 7];
    rng.fill_bytes(&mut bytes);
    println!("{bytes:?}");
    let mut numbers = [0i16; 3];
    rng.fill(&mut numbers[..]);
    println!("{numbers:?}");
    let mut small = SmallRng::seed_from_u64(1);
    println!("{} {}", small.next_u64(), small.gen_range(0..1000));
    let copy = small.clone();
    println!("{}", copy == small);
    println!("{}", StdRng::from_seed([7; 32]).gen::<u32>());
    let inside = (0..2000).filter(|_| { let (x, y): (f64, f64) = (rng.gen(), rng.gen()); x * x + y * y < 1.0 }).count();
    println!("{inside}");
    let mut any = rand::thread_rng();
    let n: u32 = any.gen_range(10..20);
    println!("{} {}", (10..20).contains(&n), (0.0..1.0).contains(&rand::random::<f64>()));
}

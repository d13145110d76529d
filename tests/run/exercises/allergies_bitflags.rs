#[derive(Debug, PartialEq, Eq, Clone, Copy)]
#[repr(u32)]
enum Allergen {
    Eggs = 1,
    Peanuts = 2,
    Shellfish = 4,
    Pollen = 64,
    Cats = 128,
}
use Allergen::*;
struct Allergies(u32);
impl Allergies {
    const ALL: &'static [Allergen] = &[Eggs, Peanuts, Shellfish, Pollen, Cats];
    fn is_allergic_to(&self, a: &Allergen) -> bool {
        self.0 & *a as u32 != 0
    }
    fn list(&self) -> Vec<Allergen> {
        Self::ALL.iter().filter(|a| self.is_allergic_to(a)).copied().collect()
    }
}
impl FromIterator<Allergen> for Allergies {
    fn from_iter<I: IntoIterator<Item = Allergen>>(it: I) -> Self {
        Allergies(it.into_iter().map(|a| a as u32).fold(0, std::ops::BitOr::bitor))
    }
}
fn secret(n: u8) -> Vec<&'static str> {
    let mut v: Vec<&str> = ["wink", "double blink", "close your eyes", "jump"].into_iter().enumerate().filter(|(i, _)| n >> i & 1 == 1).map(|(_, s)| s).collect();
    if n & 16 != 0 {
        v.reverse();
    }
    v
}
fn main() {
    println!("{:?} {:?}", Allergies(5).list(), Allergies(0).list());
    println!("{:?} {}", Allergies(509).list(), Allergies(3).is_allergic_to(&Peanuts));
    println!("{}", [Eggs, Cats, Eggs].into_iter().collect::<Allergies>().0);
    println!("{:?}\n{:?}", secret(9), secret(26));
}

use std::fmt;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Light { Red, Green, Yellow }
impl Light {
    const ALL: [Light; 3] = [Self::Red, Self::Green, Self::Yellow];
    fn next(self) -> Self { use Light::*; match self { Red => Green, Green => Yellow, Yellow => Red } }
    const fn seconds(self) -> u32 { match self { Self::Red => 30, Self::Green => 25, Self::Yellow => 5 } }
    fn at(mut t: u32) -> (Light, u32) {
        t %= Self::ALL.iter().map(|l| l.seconds()).sum::<u32>();
        let mut l = Light::Red;
        while t >= l.seconds() { t -= l.seconds(); l = l.next(); }
        (l, l.seconds() - t)
    }
}
impl fmt::Display for Light { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "{}", &format!("{self:?}")[..1]) } }
impl std::str::FromStr for Light { type Err = String; fn from_str(s: &str) -> Result<Self, String> { Self::ALL.into_iter().find(|l| format!("{l:?}").eq_ignore_ascii_case(s)).ok_or_else(|| format!("no light {s:?}")) } }
impl IntoIterator for Light { type Item = Light; type IntoIter = std::iter::Take<std::iter::Successors<Light, fn(&Light) -> Option<Light>>>; fn into_iter(self) -> Self::IntoIter { std::iter::successors(Some(self), (|l: &Light| Some(l.next())) as fn(&Light) -> Option<Light>).take(4) } }
impl From<Light> for char { fn from(l: Light) -> char { match l { Light::Red => '⬤', _ => '○' } } }
fn main() {
    println!("{}", Light::Green.into_iter().map(|l| l.to_string()).collect::<String>());
    println!("{:?} {:?} {:?}", Light::at(0), Light::at(54), Light::at(59));
    println!("{:?} {:?}", "YELLOW".parse::<Light>(), "blue".parse::<Light>());
    println!("{} {:?}", Light::Red < Light::Yellow, Light::ALL.iter().max_by_key(|l| l.seconds()));
    println!("{}", Light::ALL.map(char::from).iter().collect::<String>());
    println!("{:?}", Light::ALL.map(|l| l as u8));
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Theme { name: String, colors: [u8; 3], fonts: Vec<String>, nested: Inner }
#[derive(Debug, Clone, PartialEq, Default)]
struct Inner { depth: u32, flags: Option<Vec<bool>> }
impl Theme {
    fn with_name(self, name: &str) -> Self { Theme { name: name.to_string(), ..self } }
    fn tweak(mut self, f: impl FnOnce(&mut Self)) -> Self { f(&mut self); self }
    fn colors_mut(&mut self) -> impl Iterator<Item = &mut u8> { self.colors.iter_mut() }
    fn flag(&mut self, i: usize) -> Option<&mut bool> { self.nested.flags.as_mut()?.get_mut(i) }
    fn ensure_flags(&mut self) -> &mut Vec<bool> { self.nested.flags.get_or_insert_with(|| vec![false; 2]) }
}
fn update_all(list: &mut [Theme], f: &mut dyn FnMut(usize, &mut Theme)) { for (i, t) in list.iter_mut().enumerate() { f(i, t); } }
fn take_longest(list: &mut Vec<Theme>) -> Option<Theme> {
    let (i, _) = list.iter().enumerate().max_by_key(|(_, t)| t.name.len())?;
    Some(list.swap_remove(i))
}
fn main() {
    let base = Theme { colors: [1, 2, 3], ..Default::default() };
    let a = base.clone().with_name("alpha").tweak(|t| t.fonts.push("mono".into()));
    println!("{a:?}");
    let mut b = Theme { nested: Inner { depth: 2, ..base.nested.clone() }, ..a.clone() };
    b.colors_mut().filter(|c| **c > 1).for_each(|c| *c *= 50);
    println!("{:?} {}", b.colors, a == b);
    println!("{:?}", b.flag(0));
    b.ensure_flags()[1] = true;
    if let Some(f) = b.flag(0) { *f = true; }
    b.ensure_flags().push(false);
    println!("{:?}", b.nested);
    println!("{:?}", b.flag(9));
    let mut list = vec![a, b, base];
    let mut log = String::new();
    update_all(&mut list, &mut |i, t| { t.nested.depth += i as u32; t.name.push_str(&i.to_string()); log += &t.name; log.push(';'); });
    println!("{log} {:?}", list.iter().map(|t| t.nested.depth).collect::<Vec<_>>());
    println!("{:?} {}", take_longest(&mut list).map(|t| t.name), list.len());
    let Theme { name, colors: [r, .., bl], ref mut fonts, .. } = list[0].clone();
    fonts.clear();
    println!("{name} {r} {bl} {:?}", list[0].fonts);
    let [first, second] = &mut list[..] else { panic!() };
    std::mem::swap(&mut first.name, &mut second.name);
    (first.colors[0], second.colors[0]) = (second.colors[2], 0);
    println!("{} {} {:?} {:?}", list[0].name, list[1].name, list[0].colors, list[1].colors);
}

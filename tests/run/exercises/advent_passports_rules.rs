use std::collections::HashMap;
type Rules<'a> = HashMap<&'a str, Vec<(u32, &'a str)>>;
fn parse(text: &str) -> Rules<'_> {
    text.lines().filter_map(|l| l.trim_end_matches('.').split_once(" bags contain ")).map(|(k, v)| {
        let items = v.split(", ").filter_map(|i| {
            let (n, rest) = i.split_once(' ')?;
            Some((n.parse().ok()?, rest.rsplit_once(' ')?.0))
        }).collect();
        (k, items)
    }).collect()
}
fn holds(r: &Rules, outer: &str, want: &str) -> bool { r.get(outer).is_some_and(|v| v.iter().any(|(_, c)| *c == want || holds(r, c, want))) }
fn inside(r: &Rules, c: &str) -> u32 { r[c].iter().map(|(n, c)| n * (1 + inside(r, c))).sum() }
fn main() {
    let r = parse("light red bags contain 1 bright white bag, 2 muted yellow bags.
bright white bags contain 1 shiny gold bag.
muted yellow bags contain 2 shiny gold bags, 9 faded blue bags.
shiny gold bags contain 1 dark olive bag, 2 vibrant plum bags.
dark olive bags contain 3 faded blue bags.
vibrant plum bags contain no other bags.
faded blue bags contain no other bags.");
    println!("{}", r.keys().filter(|k| holds(&r, k, "shiny gold")).count());
    println!("{} {}", inside(&r, "shiny gold"), inside(&r, "faded blue"));
}

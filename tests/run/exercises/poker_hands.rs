use std::collections::BTreeMap;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    High,
    Pair,
    TwoPair,
    Three,
    Straight,
    Flush,
    House,
    Four,
    StraightFlush,
}
fn score(hand: &str) -> Option<(Rank, Vec<u8>)> {
    let mut cards = hand
        .split(' ')
        .map(|c| {
            let (v, s) = c.split_at(c.len() - 1);
            let v = match v {
                "A" => 14,
                "K" => 13,
                "Q" => 12,
                "J" => 11,
                n => n.parse().ok().filter(|n| (2..=10).contains(n))?,
            };
            Some((v, s.chars().next()?))
        })
        .collect::<Option<Vec<(u8, char)>>>()?;
    cards.sort_by(|a, b| b.cmp(a));
    let flush = cards.windows(2).all(|w| w[0].1 == w[1].1);
    let mut values: Vec<u8> = cards.iter().map(|c| c.0).collect();
    if values == [14, 5, 4, 3, 2] {
        values = vec![5, 4, 3, 2, 1];
    }
    let straight = values.windows(2).all(|w| w[0] == w[1] + 1);
    let counts = values.iter().fold(BTreeMap::new(), |mut m, v| { *m.entry(*v).or_insert(0u8) += 1; m });
    let mut groups: Vec<(u8, u8)> = counts.into_iter().map(|(v, n)| (n, v)).collect();
    groups.sort_by_key(|g| std::cmp::Reverse(*g));
    let shape: Vec<u8> = groups.iter().map(|g| g.0).collect();
    let rank = match (straight, flush, shape.as_slice()) {
        (true, true, _) => Rank::StraightFlush,
        (_, _, [4, ..]) => Rank::Four,
        (_, _, [3, 2]) => Rank::House,
        (_, true, _) => Rank::Flush,
        (true, _, _) => Rank::Straight,
        (_, _, [3, ..]) => Rank::Three,
        (_, _, [2, 2, _]) => Rank::TwoPair,
        (_, _, [2, ..]) => Rank::Pair,
        _ => Rank::High,
    };
    Some((rank, groups.into_iter().map(|g| g.1).collect()))
}
fn main() {
    let hands = ["4S 5S 7H 8D JC", "4S AS 5S 3S 2S", "QS 8S QH 8D 8C", "3S 4S 2D 6S 5C", "4D AH 3S 2D 5C", "JH JS JD 2C JC", "2H 2D 9C 9D KS", "1H 2D 3C 4C 5C"];
    let mut scored: Vec<_> = hands.iter().map(|h| (score(h), *h)).collect();
    scored.sort();
    for (s, h) in &scored {
        println!("{h}: {s:?}");
    }
    println!("{}", score("KS 2S 3H 4D 6C") > score("QS JS 10H 4D 6C"));
}

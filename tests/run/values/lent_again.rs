// Places that are borrowed again and again, looked at in between, and copied while they are borrowed.
use std::collections::HashMap;

#[derive(Clone, Debug)]
struct Point {
    x: f64,
    y: f64,
    tags: Vec<u32>,
}

fn shift(points: &mut [Point], by: f64) {
    for p in points.iter_mut() {
        p.x += by;
        p.tags.push(by as u32);
    }
    for i in 0..points.len() {
        points[i].y += points[0].x;
    }
}

fn bump<'a>(counts: &'a mut HashMap<String, Vec<u32>>, key: &str) -> &'a mut Vec<u32> {
    counts.entry(key.to_string()).or_default()
}

fn main() {
    let mut points = vec![Point { x: 1.0, y: 0.0, tags: vec![] }, Point { x: 2.0, y: 0.5, tags: vec![9] }];
    let mut kept = Vec::new();
    for round in 1..4 {
        shift(&mut points, f64::from(round));
        kept.push(points.clone());
        points[1].tags.retain(|tag| *tag != 2);
    }
    println!("{:?}", points);
    println!("{:?}", kept.iter().map(|k| (k[0].x, k[1].y, k[1].tags.len())).collect::<Vec<_>>());

    let mut rows = vec![vec![1, 2], vec![3]];
    let first = rows.clone();
    for row in &mut rows {
        row.push(0);
    }
    let second = rows.clone();
    {
        let row = &mut rows[1];
        row[0] = 7;
        row.extend(first[0].iter());
    }
    println!("{first:?} {second:?} {rows:?} {}", rows[1][0] + rows[0][2]);

    let mut counts = HashMap::new();
    for (i, key) in ["a", "b", "a", "c", "a"].iter().enumerate() {
        bump(&mut counts, key).push(i as u32);
        let snapshot = counts.clone();
        bump(&mut counts, key).push(100);
        println!("{:?} {:?}", snapshot[*key], counts[*key]);
    }
    let total: u32 = counts.values().flatten().sum();
    if let Some(list) = counts.get_mut("a") {
        list.clear();
        list.push(total);
    }
    println!("{total} {:?} {}", counts["a"], counts.values().map(Vec::len).sum::<usize>());

    let mut text = String::from("héllo, wörld");
    let upper: String = text.chars().map(|c| c.to_uppercase().next().unwrap()).collect();
    let at: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii()).collect();
    text.push_str(&upper);
    println!("{text} {at:?} {:?} {}", text.bytes().nth(1), text.chars().rev().take(3).collect::<String>());
}

fn main() {
    let v = [1, 3, 6, 10, 15, 21, 28];
    println!("{:?}", v.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>());
    println!("{:?}", v.windows(3).filter(|w| w.iter().sum::<i32>() % 2 == 0).count());
    println!("{:?}", v.chunks(3).map(|c| c.iter().sum::<i32>()).collect::<Vec<_>>());
    println!("{:?}", v.chunks_exact(3).map(|c| c[2]).collect::<Vec<_>>());
    println!("{:?}", v.chunks_exact(3).remainder());
    println!("{:?}", v.rchunks(3).collect::<Vec<_>>());
    println!("{:?}", v.split(|x| x % 5 == 0).collect::<Vec<_>>());
    println!("{:?}", v.splitn(2, |x| x % 2 == 0).collect::<Vec<_>>());
    println!("{:?}", [1, 1, 2, 5, 5, 5].chunk_by(|a, b| a == b).map(|g| (g[0], g.len())).collect::<Vec<_>>());
    println!("{:?} {:?}", v.first_chunk::<2>(), v.last_chunk::<2>());
    println!("{:?} {:?}", v.split_first(), v.split_last().map(|(l, rest)| (l, rest.len())));
    println!("{:?}", v.split_at(4));
    let (a, b) = v.split_at(2);
    println!("{:?}", [b, a].concat());
    let mut m = [0; 9];
    for (i, row) in m.chunks_mut(4).enumerate() {
        row.fill(i as i32 + 1);
        row[0] = -(i as i32);
    }
    println!("{m:?}");
    for pair in m.chunks_exact_mut(2) {
        pair.swap(0, 1);
    }
    println!("{m:?}");
    let text = "one two  three".split(' ').collect::<Vec<_>>();
    println!("{:?}", text.windows(2).map(|w| w.join("+")).collect::<Vec<_>>());
    println!("{}", (1..=9).collect::<Vec<_>>().chunks(3).map(|c| format!("{c:?}")).collect::<Vec<_>>().join("\n"));
    let pairs: Vec<_> = v.array_windows::<2>().map(|[a, b]| a * b).collect();
    println!("{pairs:?}");
    println!("{:?}", v.iter().zip(v.iter().skip(1)).map(|(a, b)| b - a).max());
    println!("{:?} {:?}", v.starts_with(&[1, 3]), v.ends_with(&[28]));
    println!("{:?} {:?}", v.get(1..3), v.get(5..9));
    println!("{:?} {:?} {:?}", &v[..2], &v[5..], &v[2..=3]);
    println!("{:?} {:?}", v.iter().rev().skip_while(|x| **x > 10).collect::<Vec<_>>(), v.concat_check());
}
trait Check { fn concat_check(&self) -> Vec<i32>; }
impl Check for [i32; 7] {
    fn concat_check(&self) -> Vec<i32> {
        [&self[..1], &[0, 0], &self[6..]].concat()
    }
}

fn bubble<T: PartialOrd>(v: &mut [T]) -> usize {
    let mut swaps = 0;
    for end in (1..v.len()).rev() {
        let mut done = true;
        for i in 0..end {
            if v[i] > v[i + 1] {
                v.swap(i, i + 1);
                swaps += 1;
                done = false;
            }
        }
        if done {
            break;
        }
    }
    swaps
}
fn insertion<T: Ord + Clone>(v: &mut Vec<T>) {
    for i in 1..v.len() {
        let x = v[i].clone();
        let mut j = i;
        while j > 0 && v[j - 1] > x {
            v[j] = v[j - 1].clone();
            j -= 1;
        }
        v[j] = x;
    }
}
fn selection(v: &mut [i32]) {
    for i in 0..v.len() {
        if let Some(m) = (i..v.len()).min_by_key(|&j| v[j]) {
            v.swap(i, m);
        }
    }
}
fn heap_sort<T: PartialOrd>(v: &mut [T]) {
    fn sift<T: PartialOrd>(v: &mut [T], mut root: usize, end: usize) {
        loop {
            let mut child = 2 * root + 1;
            if child >= end {
                return;
            }
            if child + 1 < end && v[child] < v[child + 1] {
                child += 1;
            }
            if v[root] >= v[child] {
                return;
            }
            v.swap(root, child);
            root = child;
        }
    }
    let n = v.len();
    for i in (0..n / 2).rev() {
        sift(v, i, n);
    }
    for end in (1..n).rev() {
        v.swap(0, end);
        sift(v, 0, end);
    }
}
fn counting(v: &[u8]) -> Vec<u8> {
    let mut counts = [0usize; 256];
    v.iter().for_each(|b| counts[*b as usize] += 1);
    counts.iter().enumerate().flat_map(|(b, n)| std::iter::repeat_n(b as u8, *n)).collect()
}
fn radix(v: &mut Vec<u32>) {
    for shift in (0..32).step_by(8) {
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 256];
        for x in v.drain(..) {
            buckets[(x >> shift & 0xff) as usize].push(x);
        }
        *v = buckets.into_iter().flatten().collect();
    }
}
fn quick<T: PartialOrd + Clone>(v: &[T]) -> Vec<T> {
    match v {
        [] => vec![],
        [pivot, rest @ ..] => {
            let (less, more): (Vec<T>, Vec<T>) = rest.iter().cloned().partition(|x| x < pivot);
            [quick(&less), vec![pivot.clone()], quick(&more)].concat()
        }
    }
}
fn shell(v: &mut [i64]) {
    let mut gap = v.len() / 2;
    while gap > 0 {
        for i in gap..v.len() {
            let mut j = i;
            while j >= gap && v[j - gap] > v[j] {
                v.swap(j, j - gap);
                j -= gap;
            }
        }
        gap /= 2;
    }
}
fn main() {
    let data = [5, -3, 8, 0, 8, -7, 12, 1];
    let mut a = data;
    println!("{} {a:?}", bubble(&mut a));
    let mut b = data.to_vec();
    insertion(&mut b);
    let mut c = data;
    selection(&mut c);
    let mut d = data;
    heap_sort(&mut d);
    println!("{} {} {}", a[..] == b[..], a == c, a == d);
    println!("{:?}", counting(b"hello world").iter().map(|b| *b as char).collect::<String>());
    let mut r = vec![170, 45, 75, 90, 802, 24, 2, 66, 4_000_000_000];
    radix(&mut r);
    println!("{r:?}");
    println!("{:?} {:?}", quick(&["d", "a", "c"]), quick(&[2.5, -1.0]));
    let mut s: Vec<i64> = (0..20).map(|i| i * 7 % 20).collect();
    shell(&mut s);
    println!("{s:?}");
    let mut words: Vec<String> = ["pear", "fig", "apple"].map(String::from).to_vec();
    insertion(&mut words);
    heap_sort(&mut words);
    println!("{words:?}");
}

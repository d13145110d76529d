use std::collections::*;
use std::rc::Rc;

fn main() {
    let words = ["delta", "alpha", "charlie", "bravo", "alpha"];
    let set: BTreeSet<_> = words.iter().collect();
    println!("{set:?}");
    let unique: HashSet<&str> = words.iter().copied().collect();
    println!("{}", unique.len());
    let map: BTreeMap<usize, Vec<&str>> = words.iter().fold(BTreeMap::new(), |mut m, w| {
        m.entry(w.len()).or_insert_with(Vec::new).push(*w);
        m
    });
    println!("{map:?}");
    let index: HashMap<&str, usize> = words.iter().enumerate().map(|(i, w)| (*w, i)).collect();
    println!("{} {}", index["alpha"], index.len());
    let s: String = words.iter().map(|w| &w[..1]).collect();
    println!("{s}");
    let s: String = vec!["a".to_string(), "b".to_string()].into_iter().collect();
    let t: String = ['x', 'y'].iter().collect();
    println!("{s}{t}");
    let joined = words.iter().map(|w| w.to_uppercase()).collect::<Vec<_>>().join("-");
    println!("{joined}");
    let r: Result<Vec<u8>, std::num::ParseIntError> = "1 2 300".split(' ').map(str::parse).collect();
    println!("{r:?}");
    let r: Result<HashMap<String, i32>, String> = ["a=1", "b=2"]
        .iter()
        .map(|kv| {
            let (k, v) = kv.split_once('=').ok_or("no =")?;
            Ok((k.to_string(), v.parse::<i32>().map_err(|e| e.to_string())?))
        })
        .collect();
    println!("{:?}", r.map(|m| m["a"] + m["b"]));
    let o: Option<String> = "abc".chars().map(|c| char::from_digit(c.to_digit(16)? - 9, 10)).collect();
    println!("{o:?}");
    let heap: BinaryHeap<i32> = [3, 9, 4].into_iter().collect();
    println!("{:?}", heap.into_sorted_vec());
    let list: LinkedList<i32> = (0..3).collect();
    println!("{list:?}");
    let dq: VecDeque<_> = (0..4).rev().collect();
    println!("{dq:?}");
    let boxed: Box<[i32]> = (0..3).collect();
    let rc: Rc<[char]> = "hey".chars().collect();
    println!("{boxed:?} {rc:?}");
    let unit: () = [(), ()].into_iter().collect();
    println!("{unit:?}");
    let mut base = vec![1, 2];
    base.extend(&[3, 4]);
    base.extend(Some(5));
    base.extend((6..8).map(|x| x * 10));
    println!("{base:?}");
    let mut m: BTreeMap<_, _> = [(1, 'a')].into();
    m.extend([(2, 'b'), (1, 'z')]);
    println!("{m:?}");
    let nested: Vec<Vec<i32>> = (1..4).map(|n| (0..n).collect()).collect();
    println!("{nested:?}");
    let arr: [i32; 3] = (1..4).collect::<Vec<_>>().try_into().unwrap();
    println!("{arr:?} {:?}", [1, 2, 3].map(|x| x * 2));
    let (mins, maxs): (Vec<i32>, HashSet<i32>) = [(1, 5), (2, 5)].into_iter().unzip();
    println!("{mins:?} {maxs:?}");
}

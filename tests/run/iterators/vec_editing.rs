fn main() {
    let mut v: Vec<i32> = (1..=10).collect();
    v.retain(|x| x % 3 != 0);
    println!("{v:?}");
    let drained: Vec<i32> = v.drain(1..3).collect();
    println!("{drained:?} {v:?}");
    let tail = v.split_off(3);
    println!("{v:?} {tail:?}");
    v.insert(1, 100);
    v.extend_from_slice(&tail);
    println!("{v:?} {}", v.remove(0));
    println!("{} {v:?}", v.clone().swap_remove(0));
    v.truncate(4);
    println!("{:?} {:?}", v.pop(), v);
    v.resize(5, 7);
    v.append(&mut vec![1, 2]);
    println!("{v:?}");
    v.splice(1..3, [50, 51, 52]);
    println!("{v:?}");
    v.retain_mut(|x| { *x += 1; *x % 2 == 0 });
    println!("{v:?}");
    v.fill(3);
    println!("{v:?} {}", v.contains(&3));
    v.clear();
    println!("{} {:?}", v.is_empty(), v.first());
    println!("{:?}", v.pop());
    v.resize_with(3, || 9);
    println!("{v:?}");
    let mut names = vec!["a".to_string(), "b".to_string(), "c".to_string()];
    for n in names.iter_mut().rev() {
        n.push('!');
    }
    if let Some(last) = names.last_mut() {
        *last = last.repeat(2);
    }
    names.first_mut().unwrap().clear();
    println!("{names:?}");
    let taken = std::mem::take(&mut names[1]);
    println!("{taken} {names:?}");
    names.dedup();
    let joined = names.concat();
    println!("{names:?} {joined}");
    let mut m = vec![1, 2, 3, 4, 5, 6];
    m.copy_within(0..2, 4);
    println!("{m:?}");
    m[1..4].reverse();
    m[..3].copy_from_slice(&[7, 8, 9]);
    println!("{m:?}");
    let (l, r) = m.split_at_mut(3);
    l.swap_with_slice(r);
    println!("{m:?}");
    let x = m.drain(..).rev().take(2).collect::<Vec<_>>();
    println!("{x:?} {}", m.len());
    println!("{:?} {:?}", vec![0; 3], vec![vec!['.'; 2]; 2]);
    println!("{:?} {:?}", [[1, 2], [3, 4]].concat(), [vec![1], vec![2, 3]].join(&0));
    println!("{:?}", vec![1, 2].repeat(2));
    let mut st = Vec::with_capacity(8);
    st.push('x');
    println!("{} {}", st.capacity() >= 8, st.len());
    println!("{:?}", st.extract_if(.., |c| *c == 'x').collect::<Vec<_>>());
    println!("{:?} {:?}", vec![3, 4].pop_if(|x| *x == 4), vec![1, 2, 3].iter().rev().collect::<Vec<_>>());
}

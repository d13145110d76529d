fn main() {
    let all = ['a', 'b', 'c', 'd', 'e'];
    let mut rest = &all[..];
    println!("{:?} {:?}", rest.split_off(..2), rest);
    println!("{:?} {:?}", rest.split_off(2..), rest);
    println!("{:?} {:?}", rest.split_off(9..), rest);
    println!("{:?} {:?} {:?}", rest.split_off_first(), rest.split_off_last(), rest.split_off_last());
    let mut numbers = [1, 2, 3, 4, 5, 6, 7];
    let mut slice = &mut numbers[..];
    if let Some(front) = slice.split_off_mut(..=1) {
        front[0] = 10;
    }
    *slice.split_off_last_mut().unwrap() = 70;
    *slice.split_off_first_mut().unwrap() += 1;
    println!("{slice:?}");
    let [a, b] = numbers.first_chunk_mut::<2>().unwrap();
    std::mem::swap(a, b);
    *numbers.last_chunk_mut::<1>().unwrap() = [0];
    if let Some((rest, [x, y])) = numbers.split_last_chunk_mut() {
        *x += *y;
        rest[2] = 0;
    }
    println!("{numbers:?}");
    let (chunks, left) = numbers.as_chunks_mut::<3>();
    for chunk in chunks {
        chunk.reverse();
    }
    left[0] = 9;
    for part in numbers.rchunks_exact_mut(2) {
        part[0] = -part[0];
    }
    println!("{numbers:?} {:?}", numbers.rchunks_exact(3).remainder());
    for part in numbers.splitn_mut(2, |x| *x == 0) {
        part.fill(100);
    }
    for part in numbers.rsplitn_mut(2, |x| *x < 0) {
        part.reverse();
    }
    println!("{numbers:?}");
    let words: Vec<String> = Vec::from(&mut [String::from("x")]);
    let boxed: Result<Box<[i32; 2]>, _> = vec![1, 2].try_into();
    println!("{words:?} {boxed:?}");
    let mut items = vec![1, 2, 3].into_iter();
    items.next();
    items.as_mut_slice()[0] = 20;
    println!("{items:?}");
}

fn queens(n: usize, row: usize, cols: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if row == n {
        found.push(cols.clone());
        return;
    }
    for c in 0..n {
        let safe = cols.iter().enumerate().all(|(r, &k)| k != c && row - r != k.abs_diff(c));
        if safe {
            cols.push(c);
            queens(n, row + 1, cols, found);
            cols.pop();
        }
    }
}
fn permutations<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![vec![]];
    }
    let mut out = vec![];
    for (i, x) in items.iter().enumerate() {
        let mut rest = items.to_vec();
        rest.remove(i);
        for mut p in permutations(&rest) {
            p.insert(0, x.clone());
            out.push(p);
        }
    }
    out
}
fn combinations<'a, T>(items: &'a [T], k: usize) -> Vec<Vec<&'a T>> {
    match (k, items) {
        (0, _) => vec![vec![]],
        (_, []) => vec![],
        (k, [first, rest @ ..]) => {
            let mut with: Vec<Vec<&T>> = combinations(rest, k - 1);
            with.iter_mut().for_each(|c| c.insert(0, first));
            with.extend(combinations(rest, k));
            with
        }
    }
}
fn next_permutation(v: &mut [i32]) -> bool {
    let Some(i) = v.windows(2).rposition(|w| w[0] < w[1]) else {
        v.reverse();
        return false;
    };
    let j = v.iter().rposition(|x| *x > v[i]).unwrap();
    v.swap(i, j);
    v[i + 1..].reverse();
    true
}
fn sudoku(b: &mut [[u8; 4]; 4]) -> bool {
    for r in 0..4 {
        for c in 0..4 {
            if b[r][c] == 0 {
                for v in 1..=4 {
                    let ok = (0..4).all(|i| b[r][i] != v && b[i][c] != v && b[r / 2 * 2 + i / 2][c / 2 * 2 + i % 2] != v);
                    if ok {
                        b[r][c] = v;
                        if sudoku(b) {
                            return true;
                        }
                        b[r][c] = 0;
                    }
                }
                return false;
            }
        }
    }
    true
}
fn hanoi(n: u32, from: char, to: char, via: char, moves: &mut Vec<(char, char)>) {
    if n > 0 {
        hanoi(n - 1, from, via, to, moves);
        moves.push((from, to));
        hanoi(n - 1, via, to, from, moves);
    }
}
fn parens(n: usize) -> Vec<String> {
    fn go(open: usize, close: usize, s: &mut String, out: &mut Vec<String>) {
        if open == 0 && close == 0 {
            out.push(s.clone());
        }
        if open > 0 {
            s.push('(');
            go(open - 1, close + 1, s, out);
            s.pop();
        }
        if close > 0 {
            s.push(')');
            go(open, close - 1, s, out);
            s.pop();
        }
    }
    let mut out = vec![];
    go(n, 0, &mut String::new(), &mut out);
    out
}
fn subset_sum(v: &[i32], target: i32) -> Option<Vec<i32>> {
    match v {
        _ if target == 0 => Some(vec![]),
        [] => None,
        [x, rest @ ..] => subset_sum(rest, target - x).map(|mut s| { s.push(*x); s }).or_else(|| subset_sum(rest, target)),
    }
}
fn main() {
    let mut found = vec![];
    queens(6, 0, &mut vec![], &mut found);
    println!("{found:?}");
    println!("{:?}", permutations(&['a', 'b', 'c']).iter().map(|p| p.iter().collect::<String>()).collect::<Vec<_>>());
    println!("{:?}", combinations(&[1, 2, 3, 4], 2));
    let mut v = [1, 3, 2];
    while { print!("{v:?} "); next_permutation(&mut v) } {}
    println!("{v:?}");
    let mut b = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 0, 0, 2], [0, 4, 0, 0]];
    println!("{} {b:?}", sudoku(&mut b));
    let mut moves = vec![];
    hanoi(3, 'A', 'C', 'B', &mut moves);
    println!("{} {:?}", moves.len(), &moves[..3]);
    println!("{:?}", parens(3));
    println!("{:?} {:?}", subset_sum(&[3, 34, 4, 12, 5, 2], 9), subset_sum(&[4, 6], 5));
}

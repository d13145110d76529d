fn print(b: &[[char; 3]; 3]) {
    for row in b {
        println!("{}", row.iter().map(|c| c.to_string()).collect::<Vec<_>>().join("|"));
    }
}
fn winner(b: &[[char; 3]; 3]) -> Option<char> {
    let lines = (0..3).map(|i| [(i, 0), (i, 1), (i, 2)]).chain((0..3).map(|i| [(0, i), (1, i), (2, i)])).chain([[(0, 0), (1, 1), (2, 2)], [(0, 2), (1, 1), (2, 0)]]);
    for line in lines {
        let [a, x, y] = line.map(|(r, c)| b[r][c]);
        if a != '.' && a == x && x == y {
            return Some(a);
        }
    }
    None
}
fn main() {
    let mut b = [['.'; 3]; 3];
    let mut player = 'X';
    for mv in [(1, 1), (0, 0), (0, 2), (2, 0), (1, 0), (1, 2), (2, 2), (0, 1)] {
        let cell = &mut b[mv.0][mv.1];
        assert_eq!(*cell, '.');
        *cell = player;
        player = if player == 'X' { 'O' } else { 'X' };
        if let Some(w) = winner(&b) { println!("{w} wins"); break; }
    }
    print(&b);
    let mut grid = [[0i32; 4]; 3];
    for (r, row) in grid.iter_mut().enumerate() { for (c, x) in row.iter_mut().enumerate() { *x = (r * 4 + c) as i32; } }
    println!("{:?}", grid);
    println!("{}", grid.iter().flatten().filter(|x| **x % 2 == 0).sum::<i32>());
    println!("{:?}", (0..4).map(|c| grid.iter().map(|r| r[c]).sum::<i32>()).collect::<Vec<_>>());
    let [first, .., last] = &grid;
    println!("{:?} {:?} {}", first, last, first.len());
    grid.swap(0, 2);
    grid[1].reverse();
    grid[2][1..3].copy_from_slice(&[70, 80]);
    println!("{grid:?}");
    let mut jag: Vec<Vec<u8>> = (0..4).map(|n| vec![n; n as usize]).collect();
    jag[3].push(9);
    jag.retain(|r| !r.is_empty());
    println!("{jag:?} {}", jag.concat().len());
    println!("{} {:?}", [1, 2] == [1, 2], [[1, 2], [3, 4]].iter().map(|[a, b]| a * b).collect::<Vec<_>>());
    println!("{:?} {:?}", [3; 2].iter().chain(&[4]).collect::<Vec<_>>(), ["a", "b"].each_ref().map(|s| s.len()));
    for [a, b] in [[1, 2], [3, 4]] { print!("{} ", a + b); }
    println!();
}

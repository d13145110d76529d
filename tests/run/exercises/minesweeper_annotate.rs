fn annotate(field: &[&str]) -> Vec<String> {
    let rows: Vec<&[u8]> = field.iter().map(|r| r.as_bytes()).collect();
    (0..rows.len())
        .map(|r| {
            (0..rows[r].len())
                .map(|c| {
                    if rows[r][c] == b'*' {
                        return '*';
                    }
                    let n = (r.saturating_sub(1)..=(r + 1).min(rows.len() - 1))
                        .flat_map(|y| (c.saturating_sub(1)..=(c + 1).min(rows[y].len() - 1)).map(move |x| (y, x)))
                        .filter(|&(y, x)| rows[y][x] == b'*')
                        .count();
                    match n {
                        0 => ' ',
                        n => (b'0' + n as u8) as char,
                    }
                })
                .collect()
        })
        .collect()
}
fn transpose(lines: &str) -> String {
    let rows: Vec<Vec<char>> = lines.lines().map(|l| l.chars().collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).map(|c| rows.iter().map(|r| r.get(c).unwrap_or(&' ')).collect::<String>().trim_end().to_string()).collect::<Vec<_>>().join("\n")
}
fn main() {
    for line in annotate(&["*  * ", "  *  ", "*****", "     "]) {
        println!("|{line}|");
    }
    println!("{:?} {:?}", annotate(&[]), annotate(&[""]));
    println!("{}", transpose("heart\nember\nab\nresin"));
}

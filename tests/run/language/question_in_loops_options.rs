fn sum_lines(text: &str) -> Option<i32> {
    let mut t = 0;
    for l in text.lines() {
        let (_, n) = l.split_once(':')?;
        t += n.trim().parse::<i32>().ok()?;
    }
    Some(t)
}
fn mid<'a>(s: &'a str, a: &str, b: &str) -> Option<&'a str> {
    let start = s.find(a)? + a.len();
    let len = s[start..].find(b)?;
    Some(&s[start..start + len])
}
fn deep(v: Option<Option<Result<u8, String>>>) -> Result<Option<u8>, String> {
    let Some(Some(r)) = v else { return Ok(None) };
    Ok(Some(r? + 1))
}
#[derive(Debug)]
struct Matrix { rows: Vec<Vec<f64>> }
impl Matrix {
    fn get(&self, r: usize, c: usize) -> Option<&f64> { self.rows.get(r)?.get(c) }
    fn diagonal(&self) -> Option<Vec<f64>> { (0..self.rows.len()).map(|i| self.get(i, i).copied()).collect() }
    fn parse(s: &str) -> Result<Matrix, Box<dyn std::error::Error>> {
        let rows = s.split(';').map(|r| r.split_whitespace().map(|x| Ok(x.parse::<f64>()?)).collect()).collect::<Result<Vec<Vec<f64>>, Box<dyn std::error::Error>>>()?;
        let w = rows.first().ok_or("no rows")?.len();
        if let Some((i, bad)) = rows.iter().enumerate().find(|(_, r)| r.len() != w) { return Err(format!("row {i} has {} of {w}", bad.len()).into()); }
        Ok(Matrix { rows })
    }
}
fn main() {
    println!("{:?} {:?} {:?}", sum_lines("a: 1\nb: 2"), sum_lines("a 1"), sum_lines(""));
    println!("{:?} {:?}", mid("x <b>bold</b>", "<b>", "</b>"), mid("none", "(", ")"));
    println!("{:?} {:?} {:?}", deep(Some(Some(Ok(4)))), deep(Some(None)), deep(Some(Some(Err("bad".into())))));
    let m = Matrix::parse("1 2; 3 4").unwrap();
    println!("{:?} {:?} {:?}", m.get(1, 0), m.get(0, 9), m.diagonal());
    println!("{} {}", Matrix::parse("1 x").unwrap_err(), Matrix::parse("1 2;3").unwrap_err());
    println!("{:?}", Matrix { rows: vec![vec![1.0], vec![]] }.diagonal());
}

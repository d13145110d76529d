use std::io::{self, BufRead, Cursor, Read, Write};

struct Upper<W: Write> {
    inner: W,
    written: usize,
}
impl<W: Write> Write for Upper<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(&buf.to_ascii_uppercase())?;
        self.written += n;
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
fn report(out: &mut dyn Write, rows: &[(&str, i32)]) -> io::Result<()> {
    for (k, v) in rows {
        writeln!(out, "{k:<5}{v:>4}")?;
    }
    out.write_all(b"--\n")
}
fn sum<R: BufRead>(input: R) -> Result<i64, String> {
    let mut total = 0;
    for (i, line) in input.lines().enumerate() {
        let line = line.map_err(|e| e.to_string())?;
        total += line.trim().parse::<i64>().map_err(|e| format!("line {}: {e}", i + 1))?;
    }
    Ok(total)
}
fn main() -> io::Result<()> {
    let mut buf: Vec<u8> = Vec::new();
    report(&mut buf, &[("ab", 1), ("cde", 20)])?;
    print!("{}", String::from_utf8_lossy(&buf));
    let mut up = Upper { inner: Vec::new(), written: 0 };
    write!(up, "mixed {} case", "Case")?;
    println!("{:?} {}", String::from_utf8(up.inner.clone()), up.written);
    println!("{:?} {:?}", sum(Cursor::new("1\n2\n 40 ")), sum("7\nx".as_bytes()));
    let mut c = Cursor::new(vec![1u8, 2, 3, 4, 5]);
    let mut two = [0; 2];
    c.read_exact(&mut two)?;
    println!("{two:?} {} {:?}", c.position(), c.read_exact(&mut [0; 9]).map_err(|e| e.kind()));
    let mut text = String::new();
    Cursor::new("héllo").read_to_string(&mut text)?;
    println!("{text}");
    let mut r = io::BufReader::new(&b"a,b,c"[..]);
    let mut part = vec![];
    while r.read_until(b',', &mut part)? > 0 {
        print!("{:?} ", String::from_utf8_lossy(&part));
        part.clear();
    }
    println!();
    let mut line = String::new();
    let n = Cursor::new("one\ntwo").read_line(&mut line)?;
    println!("{n} {line:?} {:?}", "x-y".as_bytes().split(|b| *b == b'-').count());
    let out = io::stdout();
    let mut lock = out.lock();
    writeln!(lock, "locked {}", 1)?;
    lock.write_all(b"bytes\n")?;
    lock.flush()?;
    let e = io::Error::new(io::ErrorKind::InvalidInput, "custom");
    println!("{e} {:?}", e.kind());
    println!("{:?}", b"abcdef".chain(&b"gh"[..]).take(7).bytes().map(|b| b.unwrap() as char).collect::<String>());
    io::copy(&mut "copied\n".as_bytes(), &mut io::stdout())?;
    Ok(())
}

use std::fmt;

struct Money {
    cents: i64,
}
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let text = format!("{sign}${}.{:02}", self.cents.abs() / 100, self.cents.abs() % 100);
        f.pad(&text)
    }
}
struct Matrix([[f64; 2]; 2]);
impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let digits = f.precision().unwrap_or(1);
        for (i, row) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "[")?;
            for (j, x) in row.iter().enumerate() {
                if j > 0 {
                    f.write_str(", ")?;
                }
                write!(f, "{x:.digits$}")?;
            }
            f.write_char(']')?;
        }
        Ok(())
    }
}
use std::fmt::Write;
struct Secret(String);
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Secret").field("len", &self.0.len()).finish_non_exhaustive()
    }
}
struct Pair(i32, &'static str);
impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Pair").field(&self.0).field(&self.1).finish()
    }
}
struct Table(Vec<(String, i32)>);
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(k, v)| (k, v))).finish()
    }
}
struct Bag(Vec<u8>);
impl fmt::Debug for Bag {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if f.alternate() {
            f.debug_set().entries(&self.0).finish()
        } else {
            f.debug_list().entries(self.0.iter().map(|b| b * 2)).finish()
        }
    }
}
struct Bits(u8);
impl fmt::Binary for Bits {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Binary::fmt(&self.0, f)
    }
}
impl fmt::UpperHex for Bits {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "<{:X}>", self.0)
    }
}

fn main() {
    println!("{}|{:>10}|{:<10}|{:^10}|{:*^11}|", Money { cents: 1234 }, Money { cents: -5 }, Money { cents: 99 }, Money { cents: 100 }, Money { cents: -12345 });
    println!("{}", Matrix([[1.0, 2.5], [3.0, 4.25]]));
    println!("{:.3}", Matrix([[1.0, 2.5], [3.0, 4.25]]));
    println!("{:?} {:?}", Secret("abc".into()), Pair(1, "x"));
    println!("{:#?}\n{:#?}", Secret("abc".into()), Pair(1, "x"));
    let t = Table(vec![("a".into(), 1), ("b".into(), 2)]);
    println!("{t:?}\n{t:#?}");
    println!("{:?}\n{:#?}", Bag(vec![1, 2]), Bag(vec![1, 2]));
    println!("{:b} {:08b} {:#010b} {:X}", Bits(5), Bits(5), Bits(5), Bits(171));
    let mut s = String::new();
    write!(s, "{}", Money { cents: 7 }).unwrap();
    writeln!(&mut s, "!").unwrap();
    print!("{s}");
    println!("{}", Money { cents: 250 }.to_string().len());
}

use std::convert::TryFrom;
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

#[derive(Debug, PartialEq, Clone, Copy)]
struct Rgb(u8, u8, u8);

#[derive(Debug, PartialEq)]
enum ParseRgbError {
    MissingHash,
    Length(usize),
    Digit(ParseIntError),
}
impl From<ParseIntError> for ParseRgbError {
    fn from(e: ParseIntError) -> Self {
        ParseRgbError::Digit(e)
    }
}
impl FromStr for Rgb {
    type Err = ParseRgbError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let hex = s.strip_prefix('#').ok_or(ParseRgbError::MissingHash)?;
        if hex.len() != 6 {
            return Err(ParseRgbError::Length(hex.len()));
        }
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16);
        Ok(Rgb(part(0)?, part(2)?, part(4)?))
    }
}
impl From<(u8, u8, u8)> for Rgb {
    fn from((r, g, b): (u8, u8, u8)) -> Self {
        Rgb(r, g, b)
    }
}
impl From<[u8; 3]> for Rgb {
    fn from([r, g, b]: [u8; 3]) -> Self {
        Rgb(r, g, b)
    }
}
impl From<Rgb> for u32 {
    fn from(c: Rgb) -> u32 {
        (c.0 as u32) << 16 | (c.1 as u32) << 8 | c.2 as u32
    }
}
impl TryFrom<u32> for Rgb {
    type Error = String;
    fn try_from(v: u32) -> Result<Self, String> {
        if v > 0xff_ff_ff {
            Err(format!("{v:#x} is out of range"))
        } else {
            Ok(Rgb((v >> 16) as u8, (v >> 8 & 0xff) as u8, v as u8))
        }
    }
}
impl fmt::LowerHex for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
impl AsRef<u8> for Rgb {
    fn as_ref(&self) -> &u8 {
        &self.1
    }
}

fn paint(c: impl Into<Rgb>) -> String {
    format!("{:x}", c.into())
}

fn main() {
    println!("{:?}", "#ff8000".parse::<Rgb>());
    println!("{:?}", Rgb::from_str("ff8000"));
    println!("{:?}", "#ff80".parse::<Rgb>());
    println!("{:?}", "#ff80zz".parse::<Rgb>());
    println!("{} {} {}", paint((1, 2, 3)), paint([255, 0, 16]), paint(Rgb(9, 9, 9)));
    let n: u32 = Rgb(1, 0, 2).into();
    println!("{n} {:?} {:?}", Rgb::try_from(n), Rgb::try_from(0x1000000));
    let back: Result<Rgb, _> = 0xabcdefu32.try_into();
    println!("{:x} {}", back.clone().unwrap(), back.unwrap().as_ref());
    println!("{:?} {:?}", u8::try_from(300i32).is_err(), i8::try_from(-128i64));
    println!("{:?} {}", u8::try_from('é'), u32::from('é'));
    println!("{:?} {:?}", char::from(65u8), char::from_u32(0x1F600));
    println!("{} {}", i64::from(7u32), f64::from(3i32));
    println!("{}", u16::try_from(-1i32).unwrap_err());
    let s: String = 'x'.into();
    let b: Box<str> = "boxed".into();
    let v: Vec<u8> = "ab".into();
    println!("{s} {b} {v:?} {}", usize::from(true));
}

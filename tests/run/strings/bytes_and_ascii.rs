fn hex(b: &[u8]) -> String { b.iter().map(|x| format!("{x:02x}")).collect() }
fn unhex(s: &str) -> Result<Vec<u8>, std::num::ParseIntError> {
    (0..s.len()).step_by(2).map(|i| u8::from_str_radix(&s[i..i + 2], 16)).collect()
}
fn base64(data: &[u8]) -> String {
    const T: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    data.chunks(3).map(|c| {
        let n = (c[0] as u32) << 16 | (*c.get(1).unwrap_or(&0) as u32) << 8 | *c.get(2).unwrap_or(&0) as u32;
        (0..4).map(|i| if i <= c.len() { T[(n >> (18 - 6 * i) & 63) as usize] as char } else { '=' }).collect::<String>()
    }).collect()
}
fn main() {
    println!("{} {:?}", hex(b"Ruchy\xff"), unhex("52757a").map(String::from_utf8));
    println!("{:?}", unhex("zz"));
    println!("{} {} {} {}", base64(b"M"), base64(b"Ma"), base64(b"Man"), base64("hello wörld".as_bytes()));
    let mut v = b"mixed Case".to_vec();
    v.make_ascii_uppercase();
    v[0] = b'N';
    v.retain(|b| !b.is_ascii_whitespace());
    println!("{:?}", std::str::from_utf8(&v));
    println!("{:?} {}", b"a\tb\\".escape_ascii().to_string(), b'\n'.escape_ascii());
    println!("{} {}", b"abc" == &[97, 98, 99], "abc".as_bytes().eq_ignore_ascii_case(b"ABC"));
    let counts = "banana".bytes().fold([0u8; 26], |mut c, b| { c[(b - b'a') as usize] += 1; c });
    println!("{:?}", counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(i, n)| format!("{}{n}", (b'a' + i as u8) as char)).collect::<Vec<_>>());
    println!("{:?}", "abc".bytes().rev().map(char::from).collect::<String>());
    println!("{:?} {:?}", "x=1".as_bytes().iter().position(|&b| b == b'='), b"a,b".split(|b| *b == b',').count());
    println!("{:?}", String::from_utf8(b"\xc3\x28".to_vec()).map_err(|e| e.utf8_error().valid_up_to()));
    println!("{}", "zebra".bytes().map(u32::from).sum::<u32>());
    println!("{:?}", "añb".char_indices().map(|(i, c)| format!("{i}{c}")).collect::<Vec<_>>());
    println!("{:?}", 'ñ'.encode_utf8(&mut [0; 4]).as_bytes());
    println!("{}", b"12".iter().fold(0, |a, d| a * 10 + (d - b'0') as i32));
}

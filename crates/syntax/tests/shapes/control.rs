fn main() {
    if x == S {} {}
    if let Some(x) = a && let Ok(y) = b && x > y || c { 1 } else if d { 2 } else { 3 }
    match x { 1 | 2 => {} 3..=5 if a => 1, 'a'..'z' => 2, -1 => 3, ref mut r @ Some(_) => 4, [a, .., b] => 5, S { x, y: 2, .. } => 6, (a, b,) => 7, &mut q => 8, A::B(..) => 9, i32::MAX => 1, ..=3 => 2, 5.. => 3, _ => return, }
    'a: loop { break 'a 3; }
    let v = 'b: { break 'b 1; };
    while let Some(t) = s.pop() { continue }
    unsafe { f() }
    { 1 }.x;
    match a { _ => 1 }.foo() + 1;
    -1
}

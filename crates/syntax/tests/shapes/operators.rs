1 + 2 * 3 - 4 as u8 as i32 - 1 << 1 & 7 | 1 ^ 2 == 3 && !a || -b.c().d;
a = b += c..d;
-x.pow(2)? as f64;
let r = ..; let r = 1..; let r = ..=2; for i in 0..n + 1 {}
&mut *x; &&y; &raw const z; **p = 1; *a.b += 1;
a.0.1.2; t.0.foo(); 1.max(2); 1..2; 2.; 1e5; 0x_ff; 1_000u64; 1f32; 2.5e-3_f64; 0b1010_u8; b'\n'; '\u{1F600}'; "a\tb\
   c"; r#"x"y"#; b"a\xff"; c"hi";
Vec::<Vec<i32>>::new(); <T as Default>::default(); <[i32]>::len(&x); a < b; f::<{ N + 1 }, -1, 'x'>(); x as usize >> 2;

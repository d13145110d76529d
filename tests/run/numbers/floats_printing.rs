fn main() {
    for x in [0.0, -0.0, 1.0, 1.5, 0.1 + 0.2, 1e15, 1e16, 1e21, 123456789.123456789, 1e-5, 1e-7, 5e-324, 1.7976931348623157e308, 1.0 / 3.0] {
        println!("{x} {x:?} {x:.3} {x:e}");
    }
    println!("{} {} {}", f64::NAN, f64::INFINITY, -f64::INFINITY);
    println!("{:?} {:5.1} {:+}", f64::NAN, f64::INFINITY, f64::INFINITY);
    println!("{} {:?} {}", 0.1f32, 0.1f32 + 0.2f32, 16777217.0f32);
    println!("{} {} {}", 0.1f32 as f64, 1e10f32, f32::MAX);
    println!("{} {} {} {}", 2.5f64.round(), -2.5f64.round(), 2.7f64.floor(), -2.7f64.trunc());
    println!("{} {} {}", 2.1f64.ceil(), 3.75f64.fract(), 2.5f64.round_ties_even());
    println!("{} {} {}", 9f64.sqrt(), 27f64.cbrt(), 2f64.powi(-2));
    println!("{} {:.6} {:.6}", 2f64.powf(0.5), std::f64::consts::PI.sin(), 1f64.exp());
    println!("{:.6} {} {}", 10f64.ln(), 100f64.log10(), 8f64.log2());
    println!("{:.4} {:.4} {:.4}", 1f64.atan2(1.0), 0.5f64.acos(), 1f64.tanh());
    println!("{} {} {}", 3f64.hypot(4.0), 180f64.to_radians(), 5.5f64.rem_euclid(2.0));
    println!("{} {} {}", -5.5 % 2.0, (-5.5f64).rem_euclid(2.0), (-5.5f64).div_euclid(2.0));
    println!("{} {} {}", 1.0 / 0.0, -1.0 / 0.0, (0.0f64 / 0.0).is_nan());
    println!("{} {} {}", f64::NAN == f64::NAN, f64::NAN < 1.0, 0.0 == -0.0);
    println!("{} {} {}", 1f64.min(f64::NAN), 2f64.max(1.0), 7.5f64.clamp(0.0, 5.0));
    println!("{:?} {:?}", 1.0.partial_cmp(&f64::NAN), (-0.0f64).total_cmp(&0.0));
    println!("{:#x} {} {}", 1.5f64.to_bits(), f64::from_bits(0x4009_21fb_5444_2d18), 1f32.to_bits());
    println!("{} {} {}", 3.7f64 as u8, (2.0f64).mul_add(3.0, 4.0), (-3.5f64).abs());
    println!("{} {} {}", (-0.0f64).is_sign_negative(), 2f64.signum(), 3f64.copysign(-1.0));
    println!("{} {}", f64::EPSILON, f64::MIN_POSITIVE);
    println!("{} {} {}", f64::MAX > f32::MAX as f64, 1e3f64.is_finite(), f64::INFINITY.is_infinite());
    println!("{} {}", i64::MAX as f64, (i64::MAX as f64) as i64);
    println!("{} {}", 0.3 - 0.1, (0.1f32 + 0.7) * 10.0);
    let mean = [1.0, 2.0, 4.0].iter().sum::<f64>() / 3.0;
    println!("{mean} {mean:.1} {}", (mean * 100.0).round() / 100.0);
    println!("{} {} {}", 1e0, 100.0e-2, 12_345.678_9);
    println!("{:?} {:?}", f64::from(1.5f32), f32::try_from(2i16).unwrap());
    println!("{} {}", 5f64.recip(), 255u8 as f32 / 2.0);
    println!("{:08.3}|{:+.2e}|{:>10}|{:<10}|", -3.14159, 12345.678, 1.5, 2.25);
}

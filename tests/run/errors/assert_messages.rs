fn mean(v: &[f64]) -> f64 {
    assert!(!v.is_empty(), "mean of {} numbers", v.len());
    v.iter().sum::<f64>() / v.len() as f64
}
fn main() {
    println!("{}", mean(&[1.0, 2.0]));
    assert_eq!(mean(&[4.0]), 4.0, "one number");
    assert_ne!(mean(&[4.0]), 5.0);
    println!("{}", mean(&[]));
}

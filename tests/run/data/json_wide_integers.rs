// Integers of 128 bits keep their sign on the way to a JSON value and back.
fn main() {
    println!("{:?}", serde_json::to_value(u128::MAX).map_err(|error| error.to_string()));
    println!("{:?}", serde_json::to_value(u64::MAX as u128).map_err(|error| error.to_string()));
    println!("{:?}", serde_json::to_string(&u128::MAX).map_err(|error| error.to_string()));
    println!("{}", serde_json::from_value::<u128>(serde_json::json!(-1)).is_err());
    println!("{:?}", serde_json::from_str::<i128>("-5").map_err(|error| error.to_string()));
    println!("{}", serde_json::from_str::<std::collections::BTreeMap<u128, u8>>("{\"-1\": 1}").is_err());
}

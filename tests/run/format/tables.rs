struct Row<'a> {
    item: &'a str,
    price: f64,
    count: u32,
}

fn bar(value: f64, max: f64, width: usize) -> String {
    let filled = ((value / max) * width as f64).round() as usize;
    format!("{}{}", "█".repeat(filled), "░".repeat(width - filled))
}

fn main() {
    let rows = [
        Row { item: "apples", price: 0.5, count: 12 },
        Row { item: "café au lait", price: 3.25, count: 2 },
        Row { item: "widget", price: 1234.567, count: 100 },
    ];
    let width = rows.iter().map(|r| r.item.chars().count()).max().unwrap_or(0);
    println!("{:<width$} | {:>10} | {:>5} | {:>12}", "item", "price", "count", "total");
    println!("{:-<width$}-+-{:->10}-+-{:->5}-+-{:->12}", "", "", "", "");
    let mut sum = 0.0;
    for r in &rows {
        let total = r.price * r.count as f64;
        sum += total;
        println!("{:<width$} | {:>10.2} | {:>5} | {:>12.3}", r.item, r.price, r.count, total);
    }
    println!("{:>1$.2}", sum, width + 37);
    for (i, v) in [1.0, 2.5, 4.0].iter().enumerate() {
        println!("{:02}. {} {:>5.1}%", i + 1, bar(*v, 4.0, 8), v / 4.0 * 100.0);
    }
    let n = 1234567.891f64;
    let whole = (n as i64).to_string();
    let grouped: Vec<String> = whole.as_bytes().rchunks(3).rev().map(|c| String::from_utf8(c.to_vec()).unwrap()).collect();
    println!("{}{:.2}", grouped.join(","), n.fract()).to_owned();
    for line in (1..=4).map(|i| format!("{:^9}", "*".repeat(2 * i - 1))) {
        println!("{line}");
    }
    let hex: String = [0xdeu8, 0xad, 0x01].iter().map(|b| format!("{b:02x}")).collect();
    println!("{hex} {}", format!("{:>8}", format!("{:.1}k", 1500.0 / 1000.0)));
    for i in 1..=3 {
        for j in 1..=5 {
            print!("{:4}", i * j);
        }
        println!();
    }
}
trait Owned { fn to_owned(self) where Self: Sized {} }
impl Owned for () {}

use std::thread;

fn parse_all(rows: &[&str]) -> Vec<Result<i32, String>> {
    thread::scope(|s| {
        let handles: Vec<_> = rows
            .iter()
            .map(|row| s.spawn(move || row.trim().parse::<i32>().map_err(|e| format!("{row:?}: {e}"))))
            .collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect()
    })
}

fn main() {
    let rows = vec!["12", " 40 ", "x9", "", "-7", "99999999999"];
    for result in parse_all(&rows) {
        match result {
            Ok(n) => println!("ok {n}"),
            Err(e) => println!("error {e}"),
        }
    }
    let caught = thread::scope(|s| {
        let h = s.spawn(|| {
            if rows.len() > 3 {
                panic!("too many rows: {}", rows.len());
            }
            0
        });
        h.join()
    });
    let message = caught.unwrap_err();
    println!("{}", message.downcast_ref::<String>().unwrap());
}

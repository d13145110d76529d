#[derive(Debug, Clone)]
struct Doc {
    title: String,
    lines: Vec<String>,
}
fn modified(mut d: Doc) -> Doc {
    d.lines.push("added".into());
    d
}
fn by_value(mut v: Vec<i32>) -> i32 {
    v.push(1000);
    v.iter().sum()
}
fn array_by_value(mut a: [i32; 3]) -> [i32; 3] {
    a[0] = 99;
    a
}

fn main() {
    let a = Doc { title: "t".into(), lines: vec!["one".into()] };
    let mut b = a.clone();
    b.lines[0].push_str(" changed");
    b.title = "u".into();
    println!("{a:?}\n{b:?}");
    let c = modified(a.clone());
    println!("{} {}", a.lines.len(), c.lines.len());
    let v = vec![1, 2];
    println!("{} {v:?}", by_value(v.clone()));
    let arr = [1, 2, 3];
    println!("{:?} {arr:?}", array_by_value(arr));
    let mut other = arr;
    other[1] = -1;
    println!("{arr:?} {other:?}");
    let mut grid = vec![vec![0; 2]; 2];
    let row = grid[0].clone();
    grid[0][0] = 5;
    println!("{row:?} {grid:?}");
    let mut points = [(0, 0); 2];
    let mut p = points[0];
    p.0 = 7;
    println!("{points:?} {p:?}");
    points[1] = p;
    p.1 = 8;
    println!("{points:?} {p:?}");
    let mut s = String::from("abc");
    let t = s.clone();
    s.push('d');
    let u = &s;
    println!("{s} {t} {u}");
    let mut list = vec![String::from("x"), String::from("y")];
    let first = list[0].clone();
    list[0].clear();
    println!("{first:?} {list:?}");
    for mut item in list.clone() {
        item.push('!');
        print!("{item} ");
    }
    println!("{list:?}");
    let mut n = 5;
    let copy = n;
    n += copy;
    let pair = (n, n + 1);
    let (mut x, y) = pair;
    x += 100;
    println!("{n} {copy} {pair:?} {x} {y}");
    let mut opt = Some(vec![1]);
    let saved = opt.clone();
    opt.as_mut().unwrap().push(2);
    println!("{opt:?} {saved:?}");
    let shadow = 1;
    let shadow = shadow + 1;
    {
        let shadow = "inner";
        print!("{shadow} ");
    }
    println!("{shadow}");
}

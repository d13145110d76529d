use std::collections::HashMap;
#[derive(Debug, PartialEq)]
enum Edit<'a> { Keep(&'a str), Add(&'a str), Del(&'a str) }
fn diff<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<Edit<'a>> {
    match (a, b) {
        ([], rest) => rest.iter().map(|l| Edit::Add(l)).collect(),
        (rest, []) => rest.iter().map(|l| Edit::Del(l)).collect(),
        ([x, ra @ ..], [y, rb @ ..]) if x == y => std::iter::once(Edit::Keep(x)).chain(diff(ra, rb)).collect(),
        ([x, ra @ ..], [y, rb @ ..]) => {
            let cost = |e: &[Edit]| e.iter().filter(|e| !matches!(e, Edit::Keep(_))).count();
            let (mut del, mut add) = (vec![Edit::Del(x)], vec![Edit::Add(y)]);
            del.extend(diff(ra, b));
            add.extend(diff(a, rb));
            if cost(&del) <= cost(&add) { del } else { add }
        }
    }
}
fn render(template: &str, vars: &HashMap<&str, String>) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find("{{") {
        out.push_str(&rest[..open]);
        let after = &rest[open + 2..];
        let close = after.find("}}").ok_or_else(|| format!("unclosed at {}", template.len() - rest.len() + open))?;
        let (name, filter) = after[..close].split_once('|').map_or((after[..close].trim(), None), |(n, f)| (n.trim(), Some(f.trim())));
        let value = vars.get(name).ok_or(format!("no {name}"))?;
        out += &match filter { None => value.clone(), Some("upper") => value.to_uppercase(), Some("len") => value.len().to_string(), Some(f) => return Err(format!("no filter {f}")) };
        rest = &after[close + 2..];
    }
    Ok(out + rest)
}
fn csv(line: &str) -> Vec<String> {
    let (mut fields, mut cur, mut quoted) = (vec![], String::new(), false);
    let mut it = line.chars().peekable();
    while let Some(c) = it.next() {
        match (c, quoted) {
            ('"', true) if it.peek() == Some(&'"') => { cur.push('"'); it.next(); }
            ('"', _) => quoted = !quoted,
            (',', false) => fields.push(std::mem::take(&mut cur)),
            (c, _) => cur.push(c),
        }
    }
    fields.push(cur);
    fields
}
fn main() {
    for e in diff(&["a", "b", "c", "d"], &["a", "x", "c", "e", "d"]) { print!("{e:?} "); }
    println!();
    let vars = HashMap::from([("name", "ann".to_string()), ("n", "3".into())]);
    for t in ["hi {{name}}, {{ n }} new", "{{name|upper}}{{name | len}}", "{{x}}", "a {{name", "{{n|zap}}"] { println!("{:?}", render(t, &vars)); }
    println!("{:?}", csv(r#"a,"b,c","say ""hi""",,end"#));
}

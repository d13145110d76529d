use std::mem;

#[repr(u8)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Http {
    Ok = 200,
    NotFound = 204,
    Teapot,
    Custom = 0x7f,
}
impl TryFrom<u8> for Http {
    type Error = u8;
    fn try_from(code: u8) -> Result<Self, u8> {
        Ok(match code {
            200 => Self::Ok,
            204 => Self::NotFound,
            205 => Self::Teapot,
            c if c == Http::Custom as u8 => Self::Custom,
            other => return Err(other),
        })
    }
}
#[derive(Debug, Clone)]
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Str(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}
impl Json {
    fn render(&self) -> String {
        match self {
            Json::Null => "null".into(),
            Json::Bool(b) => b.to_string(),
            Json::Number(n) => n.to_string(),
            Json::Str(s) => format!("{s:?}"),
            Json::List(items) => format!("[{}]", items.iter().map(Json::render).collect::<Vec<_>>().join(",")),
            Json::Object(fields) => {
                let inner: Vec<String> = fields.iter().map(|(k, v)| format!("\"{k}\":{}", v.render())).collect();
                format!("{{{}}}", inner.join(","))
            }
        }
    }
    fn depth(&self) -> usize {
        match self {
            Json::List(items) => 1 + items.iter().map(|i| i.depth()).max().unwrap_or(0),
            Json::Object(f) => 1 + f.iter().map(|(_, v)| v.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }
    fn get(&self, key: &str) -> Option<&Json> {
        if let Json::Object(f) = self { f.iter().find(|(k, _)| k == key).map(|(_, v)| v) } else { None }
    }
    fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self {
            Json::Object(f) => f.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }
}
enum Never {}
fn always(r: Result<i32, Never>) -> i32 {
    match r {
        Ok(v) => v,
        Err(e) => match e {},
    }
}

fn main() {
    println!("{} {} {}", Http::Ok as i32, Http::Teapot as u8, Http::Custom as u16);
    println!("{:?} {:?} {:?}", Http::try_from(205), Http::try_from(127), Http::try_from(1));
    let mut doc = Json::Object(vec![
        ("name".into(), Json::Str("a \"quoted\"\n".into())),
        ("items".into(), Json::List(vec![Json::Number(1.0), Json::Number(2.5), Json::Null, Json::List(vec![])])),
        ("ok".into(), Json::Bool(true)),
    ]);
    println!("{}", doc.render());
    println!("{} {:?}", doc.depth(), doc.get("ok"));
    if let Some(Json::List(items)) = doc.get_mut("items") {
        items.push(Json::Object(vec![("deep".into(), Json::List(vec![Json::Null]))]));
        items.remove(0);
    }
    *doc.get_mut("ok").unwrap() = Json::Bool(false);
    println!("{} {}", doc.render(), doc.depth());
    println!("{}", mem::discriminant(&Json::Bool(true)) == mem::discriminant(&Json::Bool(false)));
    println!("{}", mem::discriminant(&Json::Null) == mem::discriminant(&doc));
    println!("{}", always(Ok(3)));
    println!("{:?} {}", Http::Ok, mem::size_of::<Http>());
}

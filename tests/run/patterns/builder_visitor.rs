use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
struct Request {
    url: String,
    method: String,
    headers: BTreeMap<String, String>,
    body: Option<Vec<u8>>,
    retries: u8,
}
#[derive(Default)]
struct RequestBuilder {
    url: Option<String>,
    method: Option<String>,
    headers: BTreeMap<String, String>,
    body: Option<Vec<u8>>,
    retries: u8,
}
impl RequestBuilder {
    fn url(mut self, u: impl Into<String>) -> Self {
        self.url = Some(u.into());
        self
    }
    fn header(mut self, k: &str, v: impl ToString) -> Self {
        self.headers.insert(k.to_lowercase(), v.to_string());
        self
    }
    fn body<B: AsRef<[u8]>>(mut self, b: B) -> Self {
        self.body = Some(b.as_ref().to_vec());
        self.method.get_or_insert_with(|| "POST".into());
        self
    }
    fn retries(self, retries: u8) -> Self {
        Self { retries, ..self }
    }
    fn build(self) -> Result<Request, &'static str> {
        let url = self.url.filter(|u| !u.is_empty()).ok_or("no url")?;
        Ok(Request { url, method: self.method.unwrap_or_else(|| "GET".to_string()), headers: self.headers, body: self.body, retries: self.retries })
    }
}

enum Html {
    Text(String),
    Tag { name: &'static str, attrs: Vec<(String, String)>, children: Vec<Html> },
}
trait Visitor {
    type Output;
    fn text(&mut self, t: &str) -> Self::Output;
    fn tag(&mut self, name: &str, attrs: &[(String, String)], children: Vec<Self::Output>) -> Self::Output;
}
impl Html {
    fn accept<V: Visitor>(&self, v: &mut V) -> V::Output {
        match self {
            Html::Text(t) => v.text(t),
            Html::Tag { name, attrs, children } => {
                let kids = children.iter().map(|c| c.accept(v)).collect();
                v.tag(name, attrs, kids)
            }
        }
    }
}
struct Render;
impl Visitor for Render {
    type Output = String;
    fn text(&mut self, t: &str) -> String {
        t.replace('<', "&lt;")
    }
    fn tag(&mut self, name: &str, attrs: &[(String, String)], children: Vec<String>) -> String {
        let a: String = attrs.iter().map(|(k, v)| format!(" {k}={v:?}")).collect();
        format!("<{name}{a}>{}</{name}>", children.concat())
    }
}
#[derive(Default)]
struct Count {
    tags: BTreeMap<String, usize>,
}
impl Visitor for Count {
    type Output = usize;
    fn text(&mut self, t: &str) -> usize {
        t.len()
    }
    fn tag(&mut self, name: &str, _: &[(String, String)], children: Vec<usize>) -> usize {
        *self.tags.entry(name.to_string()).or_default() += 1;
        children.into_iter().sum()
    }
}
fn tag(name: &'static str, children: Vec<Html>) -> Html {
    Html::Tag { name, attrs: vec![], children }
}

fn main() {
    let r = RequestBuilder::default().url("http://x").header("Accept", "*/*").header("N", 5).body("hi").retries(3).build();
    println!("{r:?}");
    println!("{:?}", RequestBuilder::default().url("").build());
    println!("{}", RequestBuilder::default().url(String::from("u")).build().unwrap().method);
    let mut page = tag("div", vec![tag("p", vec![Html::Text("a < b".into()), tag("b", vec![Html::Text("bold".into())])]), tag("p", vec![])]);
    if let Html::Tag { attrs, .. } = &mut page {
        attrs.push(("id".into(), "main".into()));
    }
    println!("{}", page.accept(&mut Render));
    let mut c = Count::default();
    println!("{} {:?}", page.accept(&mut c), c.tags);
}

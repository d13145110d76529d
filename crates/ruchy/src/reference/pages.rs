//! The reference as static HTML: a page for each module, an index, and a search that needs no server.

use super::declared::{Entry, Member, Module};
use super::markdown::{summary, to_html};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A file of the reference.
#[derive(Clone, Debug)]
pub struct Page {
    /// Below the reference's folder, with `/`.
    pub path: String,
    pub text: String,
}

/// All files of the reference.
pub fn pages(modules: &[Module]) -> Vec<Page> {
    let mut pages = vec![
        Page { path: "style.css".into(), text: include_str!("style.css").into() },
        Page { path: "search.js".into(), text: include_str!("search.js").into() },
        Page { path: "names.js".into(), text: names(modules) },
        Page { path: "index.html".into(), text: index(modules) },
    ];
    pages.extend(modules.iter().map(|module| Page { path: file_of(&module.path), text: page(module, modules) }));
    pages
}

fn file_of(path: &str) -> String {
    format!("{}.html", path.replace("::", "."))
}

fn anchor(entry: &Entry, member: Option<&Member>) -> String {
    let name = |text: &str| text.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect::<String>();
    match member {
        Some(member) => format!("{}.{}", name(&entry.name), name(&member.name)),
        None => name(&entry.name),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn frame(title: &str, body: &str, modules: &[Module], current: &str) -> String {
    let mut side = String::new();
    let mut package = "";
    for module in modules {
        let first = module.path.split("::").next().unwrap_or_default();
        if first != package {
            if !package.is_empty() {
                side.push_str("</ul></details>");
            }
            package = first;
            let open = if current.split("::").next() == Some(first) || (current.is_empty() && first == "std") { " open" } else { "" };
            let _ = write!(side, "<details{open}><summary>{first}</summary><ul>");
        }
        let class = if module.path == current { " class=\"current\"" } else { "" };
        let _ = write!(side, "<li><a href=\"{}\"{class}>{}</a></li>", file_of(&module.path), module.path);
    }
    side.push_str("</ul></details>");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Ruchy</title><link rel=\"stylesheet\" href=\"style.css\"></head>\n<body><nav><a class=\"home\" href=\"index.html\">Ruchy library</a>\
         <input id=\"search\" type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search\" autocomplete=\"off\"><ol id=\"found\"></ol>{side}</nav>\n\
         <main>{body}</main>\n<script src=\"names.js\"></script><script src=\"search.js\"></script></body></html>\n"
    )
}

fn index(modules: &[Module]) -> String {
    let mut packages: BTreeMap<&str, Vec<&Module>> = BTreeMap::new();
    for module in modules {
        packages.entry(module.path.split("::").next().unwrap_or_default()).or_default().push(module);
    }
    let mut body = String::from(
        "<h1>The library</h1><p>What a Ruchy program can use. Packages other than <code>std</code> lead to the same engine under the names that Rust's users know.</p>",
    );
    for (package, modules) in packages {
        let _ = write!(body, "<h2>{package}</h2><dl>");
        for module in modules {
            let _ = write!(
                body,
                "<dt><a href=\"{}\">{}</a></dt><dd>{}</dd>",
                file_of(&module.path),
                module.path,
                to_html(&summary(&module.doc))
            );
        }
        body.push_str("</dl>");
    }
    frame("Library", &body, modules, "")
}

fn page(module: &Module, modules: &[Module]) -> String {
    let mut body = format!("<h1><small>module</small> {}</h1>{}", module.path, to_html(&module.doc));
    if !module.exports.is_empty() {
        body.push_str("<h2>Also here</h2><ul class=\"exports\">");
        for name in &module.exports {
            let _ = write!(body, "<li><code>{}</code></li>", escape(name));
        }
        body.push_str("</ul>");
    }
    let mut heading = None;
    for entry in &module.entries {
        if heading != Some(entry.kind) {
            heading = Some(entry.kind);
            let _ = write!(body, "<h2>{}</h2>", entry.kind.heading());
        }
        let _ = write!(
            body,
            "<section id=\"{}\"><h3>{}</h3><pre class=\"declaration\">{}</pre>{}",
            anchor(entry, None),
            escape(&entry.name),
            escape(&entry.declaration),
            to_html(&entry.doc)
        );
        for member in &entry.members {
            let _ = write!(
                body,
                "<div class=\"member\" id=\"{}\"><pre class=\"declaration\">{}</pre>{}</div>",
                anchor(entry, Some(member)),
                escape(&member.declaration),
                to_html(&member.doc)
            );
        }
        if !entry.implements.is_empty() {
            let _ = write!(body, "<p class=\"implements\">Implements <code>{}</code></p>", escape(&entry.implements.join(", ")));
        }
        body.push_str("</section>");
    }
    frame(&module.path, &body, modules, &module.path)
}

/// What the search looks through: `[name, page, anchor, summary]` for each name.
fn names(modules: &[Module]) -> String {
    let mut text = String::from("const NAMES = [\n");
    let mut add = |name: &str, page: &str, anchor: &str, doc: &str| {
        let _ = writeln!(text, "[{name:?},{page:?},{anchor:?},{:?}],", summary(doc));
    };
    for module in modules {
        let file = file_of(&module.path);
        add(&module.path, &file, "", &module.doc);
        for entry in &module.entries {
            add(&format!("{}::{}", module.path, entry.name), &file, &anchor(entry, None), &entry.doc);
            for member in &entry.members {
                let name = format!("{}::{}::{}", module.path, entry.name, member.name);
                add(&name, &file, &anchor(entry, Some(member)), &member.doc);
            }
        }
    }
    text.push_str("];\n");
    text
}

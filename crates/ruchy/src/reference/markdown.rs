//! Doc comments: Markdown to HTML, and the examples in them.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// What is done with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It runs to its end.
    Run,
    /// It is only checked (`no_run`): it would wait for somebody, or need what a test has not.
    Check,
    /// It panics (`should_panic`).
    Panic,
    /// It is refused (`compile_fail`).
    Refused,
}

/// A code block of a doc comment.
#[derive(Clone, Debug)]
pub struct Example {
    pub mode: Mode,
    /// With the lines that are not shown.
    pub code: String,
}

/// How a code block is to be treated; `None` for what is no program.
fn mode(kind: &CodeBlockKind<'_>) -> Option<Mode> {
    let CodeBlockKind::Fenced(words) = kind else { return None };
    let mut mode = Mode::Run;
    for word in words.split([',', ' ']).filter(|word| !word.is_empty()) {
        match word {
            "rust" | "ruchy" => {}
            "no_run" => mode = Mode::Check,
            "should_panic" => mode = Mode::Panic,
            "compile_fail" => mode = Mode::Refused,
            _ => return None,
        }
    }
    Some(mode)
}

/// The examples in a doc comment, in order.
pub(super) fn examples(doc: &str) -> Vec<Example> {
    let mut all = Vec::new();
    let mut open: Option<Example> = None;
    for event in Parser::new(doc) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => open = mode(&kind).map(|mode| Example { mode, code: String::new() }),
            Event::Text(text) => {
                if let Some(example) = &mut open {
                    example.code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(mut example) = open.take() {
                    example.code = example.code.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
                    all.push(example);
                }
            }
            _ => {}
        }
    }
    all
}

/// The doc comment as HTML. Lines of examples that begin with `# ` are not shown, as in Rust's own docs.
pub(super) fn to_html(doc: &str) -> String {
    let mut in_example = false;
    let events = Parser::new_ext(doc, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::CodeBlock(kind)) => {
            in_example = mode(&kind).is_some();
            Event::Start(Tag::CodeBlock(kind))
        }
        Event::Text(text) if in_example => {
            let shown: String = text.split_inclusive('\n').filter(|line| !line.starts_with("# ")).collect();
            Event::Text(CowStr::from(shown))
        }
        Event::End(TagEnd::CodeBlock) => {
            in_example = false;
            Event::End(TagEnd::CodeBlock)
        }
        // Markup of its own has no place in a doc comment.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        event => event,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// The first paragraph, on one line.
pub(super) fn summary(doc: &str) -> String {
    doc.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

//! Diagnostics as text, laid out as rustc lays out its own.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{FileId, SourceMap, Span};

/// A message with its places in the source, its notes and its mend; `colours` for terminals.
pub fn render(diagnostic: &Diagnostic, map: &SourceMap, colours: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if !diagnostic.code.is_empty() {
        title = title.id(diagnostic.code);
    }
    let mut group = annotate_snippets::Group::with_title(title);
    for file in files(diagnostic) {
        let Some(source) = map.file(file) else { continue };
        let text = &*source.text;
        let mut snippet = Snippet::source(text).path(source.name.as_str()).fold(true);
        for (index, label) in diagnostic.labels.iter().enumerate().filter(|(_, l)| l.span.file == file) {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let mut annotation = kind.span(range(label.span, text));
            if !label.message.is_empty() {
                annotation = annotation.label(label.message.as_str());
            }
            snippet = snippet.annotation(annotation);
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The files that the labels lie in, the primary one first.
fn files(diagnostic: &Diagnostic) -> Vec<FileId> {
    let mut files: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// The bytes to mark: at least one character, on character boundaries, not past the text.
fn range(span: Span, text: &str) -> std::ops::Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let lo = down(span.lo as usize);
    let hi = down(span.hi as usize).max(lo);
    if hi > lo {
        return lo..hi;
    }
    let next = text[lo..].chars().next().map_or(0, char::len_utf8);
    lo..lo + next
}

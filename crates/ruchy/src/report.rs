//! What is said about tasks that wait for each other.

use ruchy_runtime::WaitingTask;
use std::fmt::Write;

/// Tasks shown of a long list.
const MOST: usize = 50;

/// The whole program waits: every task, where, on what, and who holds it.
pub fn deadlock(tasks: &[WaitingTask]) -> String {
    let mut text = String::from("error: deadlock: every task waits, and nothing is left that could wake one\n");
    list(&mut text, tasks);
    text
}

/// Some tasks wait in a circle while others run.
pub fn circle(tasks: &[WaitingTask]) -> String {
    let mut text = String::from("warning: deadlock among some tasks: each waits for what the next one holds\n");
    list(&mut text, tasks);
    text
}

/// `main`, or a test, is over and tasks of it wait for what can never come.
pub fn left_waiting(tasks: &[WaitingTask]) -> String {
    let (count, verb) = if tasks.len() == 1 { ("a task".to_owned(), "waits") } else { (format!("{} tasks", tasks.len()), "wait") };
    let mut text = format!("warning: {count} never ended: at the end {verb} for what nothing can bring any more\n");
    list(&mut text, tasks);
    text
}

fn list(text: &mut String, tasks: &[WaitingTask]) {
    for task in tasks.iter().take(MOST) {
        let _ = write!(text, "  {} waits: {}", label(task), task.wait.what);
        if !task.wait.place.is_empty() {
            let _ = write!(text, " at {}", task.wait.place);
        }
        let holders: Vec<String> = task.wait.holders.iter().map(|id| holder(tasks, *id)).collect();
        if !holders.is_empty() {
            let _ = write!(text, ", held by {}", holders.join(", "));
        }
        text.push('\n');
    }
    if tasks.len() > MOST {
        let _ = writeln!(text, "  … and {} more", tasks.len() - MOST);
    }
}

fn label(task: &WaitingTask) -> String {
    match &task.name {
        Some(name) => format!("task {} '{name}'", task.id),
        None => format!("task {}", task.id),
    }
}

fn holder(tasks: &[WaitingTask], id: ruchy_runtime::TaskId) -> String {
    tasks.iter().find(|task| task.id == id).map_or_else(|| format!("task {id}"), label)
}

use std::cell::RefCell;
use std::rc::Rc;
trait Command { fn run(&mut self, doc: &mut String); fn undo(&mut self, doc: &mut String); }
struct Insert { at: usize, text: String }
struct Delete { from: usize, to: usize, cut: Option<String> }
impl Command for Insert {
    fn run(&mut self, doc: &mut String) { doc.insert_str(self.at, &self.text); }
    fn undo(&mut self, doc: &mut String) { doc.replace_range(self.at..self.at + self.text.len(), ""); }
}
impl Command for Delete {
    fn run(&mut self, doc: &mut String) { self.cut = Some(doc.drain(self.from..self.to).collect()); }
    fn undo(&mut self, doc: &mut String) { if let Some(c) = self.cut.take() { doc.insert_str(self.from, &c); } }
}
#[derive(Default)]
struct Editor { doc: String, done: Vec<Box<dyn Command>>, undone: Vec<Box<dyn Command>>, watchers: Vec<Rc<RefCell<dyn FnMut(&str)>>> }
impl Editor {
    fn changed(&self) { for w in &self.watchers { (w.borrow_mut())(&self.doc); } }
    fn run(&mut self, mut c: impl Command + 'static) -> &mut Self {
        c.run(&mut self.doc);
        self.done.push(Box::new(c));
        self.undone.clear();
        self.changed();
        self
    }
    fn undo(&mut self) -> bool {
        let Some(mut c) = self.done.pop() else { return false };
        c.undo(&mut self.doc);
        self.undone.push(c);
        self.changed();
        true
    }
    fn redo(&mut self) -> bool {
        self.undone.pop().map(|mut c| { c.run(&mut self.doc); self.done.push(c); }).is_some()
    }
}
fn main() {
    let lengths = Rc::new(RefCell::new(vec![]));
    let l = lengths.clone();
    let mut e = Editor::default();
    e.watchers.push(Rc::new(RefCell::new(move |d: &str| l.borrow_mut().push(d.len()))));
    e.run(Insert { at: 0, text: "hello".into() }).run(Insert { at: 5, text: " world".into() }).run(Delete { from: 0, to: 1, cut: None });
    println!("{}", e.doc);
    println!("{} {} {}", e.undo(), e.undo(), e.doc);
    println!("{} {}", e.redo(), e.doc);
    e.run(Insert { at: 0, text: ">".into() });
    println!("{} {:?}", e.redo(), e.doc);
    while e.undo() {}
    println!("{:?} {:?}", e.doc, lengths.borrow());
}

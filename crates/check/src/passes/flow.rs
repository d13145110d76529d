//! The graph of what happens to variables in one function or closure, and the data-flow solver over it.
//!
//! One node holds at most one event; edges follow the order of evaluation. Facts are bit sets, joined by union and
//! brought to the least fixed point with a work list (Kildall, "A unified approach to global program optimization").

use super::SpawnKind;
use super::places::Place;
use crate::typed::{ExprId, InstanceId, LocalId};
use crate::types::{ClosureId, Ty};
use ruchy_syntax::Span;
use std::collections::BTreeSet;

/// Index of a node of a [`Flow`].
pub type Node = usize;

/// What happens to a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// The variable begins to exist, without a value.
    Declare,
    /// It gets a value; what it held is dropped.
    Assign,
    /// Its value is copied.
    Copy,
    /// It is read in place or borrowed with `&`.
    Read,
    /// It is borrowed with `&mut`, or changed in place.
    Change,
    /// Its value is taken.
    Move,
}

/// One access.
#[derive(Clone, Debug)]
pub struct Event {
    pub access: Access,
    pub place: Place,
    pub span: Span,
    /// The place expression (for patterns: that of what is matched; for captures: the closure).
    pub expr: Option<ExprId>,
    /// The access is a capture by this closure; `span` is then the use inside of it.
    pub closure: Option<ClosureId>,
    /// The value was wanted of a place whose content must stay, and its type is this, which is not `Copy`.
    pub taken_from_lasting: Option<Ty>,
}

/// A closure or future handed to a call that makes a task of it.
#[derive(Clone, Copy, Debug)]
pub struct TaskStart {
    pub closure: ClosureId,
    pub kind: SpawnKind,
    pub call: ExprId,
    /// The node after which the task may run.
    pub node: Node,
    /// It stands in a loop of this flow.
    pub in_loop: bool,
}

#[derive(Clone, Default, Debug)]
struct NodeData {
    event: Option<Event>,
    next: Vec<Node>,
}

/// The graph of one function or closure. Node 0 is the entry, node 1 the exit.
#[derive(Clone, Default, Debug)]
pub struct Flow {
    nodes: Vec<NodeData>,
    /// Variables that live inside, parameters too.
    pub declared: Vec<LocalId>,
    pub tasks: Vec<TaskStart>,
    /// Functions that it calls or mentions.
    pub calls: Vec<InstanceId>,
    /// Values taken out of what a temporary value refers to or lists.
    pub taken_from_temporaries: Vec<ExprId>,
    /// The `.await`s, each with the node at which it waits.
    pub waits: Vec<(ExprId, Node)>,
    /// Closures made directly in it.
    pub closures: Vec<ClosureId>,
}

/// The entry of every flow.
pub const ENTRY: Node = 0;
/// The exit of every flow.
pub const EXIT: Node = 1;

impl Flow {
    /// A graph with an entry and an exit that are not joined.
    pub fn new() -> Self {
        Flow { nodes: vec![NodeData::default(), NodeData::default()], ..Flow::default() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: there are entry and exit.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// A new node that nothing leads to yet.
    pub fn add(&mut self, event: Option<Event>) -> Node {
        self.nodes.push(NodeData { event, next: Vec::new() });
        self.nodes.len() - 1
    }

    /// An edge.
    pub fn link(&mut self, from: Node, to: Node) {
        if !self.nodes[from].next.contains(&to) {
            self.nodes[from].next.push(to);
        }
    }

    /// What happens at a node.
    pub fn event(&self, node: Node) -> Option<&Event> {
        self.nodes[node].event.as_ref()
    }

    /// Where a node leads.
    pub fn next(&self, node: Node) -> &[Node] {
        &self.nodes[node].next
    }

    /// All events in the order in which they were added, which is that of the source.
    pub fn events(&self) -> impl Iterator<Item = (Node, &Event)> {
        self.nodes.iter().enumerate().filter_map(|(i, n)| n.event.as_ref().map(|e| (i, e)))
    }

    /// The nodes that control can reach.
    pub fn reachable(&self) -> Bits {
        let mut seen = Bits::new(self.len());
        let mut work = vec![ENTRY];
        seen.insert(ENTRY);
        while let Some(node) = work.pop() {
            for &next in self.next(node) {
                if seen.insert(next) {
                    work.push(next);
                }
            }
        }
        seen
    }

    /// The nodes in an order in which most come after all that lead to them (reverse postorder); those that control cannot
    /// reach come first.
    fn order(&self) -> Vec<Node> {
        let mut postorder = Vec::with_capacity(self.len());
        let mut seen = Bits::new(self.len());
        for start in 0..self.len() {
            if !seen.insert(start) {
                continue;
            }
            let mut stack = vec![(start, 0)];
            while let Some((node, edge)) = stack.pop() {
                match self.next(node).get(edge) {
                    Some(&next) => {
                        stack.push((node, edge + 1));
                        if seen.insert(next) {
                            stack.push((next, 0));
                        }
                    }
                    None => postorder.push(node),
                }
            }
        }
        postorder.reverse();
        postorder
    }

    /// Facts before each node, flowing forward from `start` at the entry.
    pub fn forward(&self, facts: usize, start: Bits, step: &dyn Fn(Node, &mut Bits)) -> Vec<Bits> {
        let order = self.order();
        let mut position = vec![0; self.len()];
        for (i, &node) in order.iter().enumerate() {
            position[node] = i;
        }
        let mut before = vec![Bits::new(facts); self.len()];
        before[ENTRY] = start;
        let mut work = BTreeSet::from([position[ENTRY]]);
        let mut seen = Bits::new(self.len());
        seen.insert(ENTRY);
        while let Some(at) = work.pop_first() {
            let node = order[at];
            let mut after = before[node].clone();
            step(node, &mut after);
            for &next in self.next(node) {
                let changed = before[next].union(&after);
                if seen.insert(next) || changed {
                    work.insert(position[next]);
                }
            }
        }
        before
    }

    /// Facts after each node, flowing backward from `end` at the exit.
    pub fn backward(&self, facts: usize, end: Bits, step: &dyn Fn(Node, &mut Bits)) -> Vec<Bits> {
        let order = self.order();
        let mut position = vec![0; self.len()];
        let mut previous = vec![Vec::new(); self.len()];
        for (i, &node) in order.iter().enumerate() {
            position[node] = i;
            for &next in self.next(node) {
                previous[next].push(node);
            }
        }
        let mut after = vec![Bits::new(facts); self.len()];
        after[EXIT] = end;
        let mut work: BTreeSet<usize> = (0..self.len()).collect();
        while let Some(at) = work.pop_last() {
            let node = order[at];
            let mut before = after[node].clone();
            step(node, &mut before);
            for &p in &previous[node] {
                if after[p].union(&before) {
                    work.insert(position[p]);
                }
            }
        }
        after
    }
}

/// A set of small numbers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of numbers below `len`.
    pub fn new(len: usize) -> Self {
        Bits(vec![0; len.div_ceil(64)])
    }

    /// Adds a number; whether it is new.
    pub fn insert(&mut self, i: usize) -> bool {
        let Some(word) = self.0.get_mut(i / 64) else { return false };
        let bit = 1 << (i % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Takes a number out.
    pub fn remove(&mut self, i: usize) {
        if let Some(word) = self.0.get_mut(i / 64) {
            *word &= !(1 << (i % 64));
        }
    }

    /// Whether it is in.
    pub fn contains(&self, i: usize) -> bool {
        self.0.get(i / 64).is_some_and(|word| word & (1 << (i % 64)) != 0)
    }

    /// Adds all of another set; whether any was new.
    pub fn union(&mut self, other: &Bits) -> bool {
        let mut changed = false;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            changed |= *b & !*a != 0;
            *a |= *b;
        }
        changed
    }
}

//! Whether matches cover all values, and whether each arm can be reached.
//!
//! The algorithm is Maranget's ("Warnings for pattern matching", JFP 2007): a match is a matrix of patterns; its first
//! column is split into constructors that no pattern tells apart inside (rustc's constructor splitting, which makes
//! integer ranges and slices finite), and each is specialised in turn. What is left uncovered is rebuilt into patterns
//! for the message. The number of steps is bounded; a match beyond the bound is taken to be complete.

use super::Queries;
use super::places::for_each_reachable;
use super::witness::Witness;
use crate::typed::*;
use crate::types::{IntKind, Ty, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, Span};

/// How a value is built, as far as patterns tell.
#[derive(Clone, PartialEq, Debug)]
pub enum Constructor {
    /// The only one of its type: struct, tuple, reference, box.
    Single,
    Variant(u32),
    /// `bool`, `char` and integers; signed ones shifted so that their order is that of the numbers.
    Range(u128, u128),
    /// Strings, floats, byte strings: no number of them is complete.
    Literal(Constant),
    /// At least (`open`) or exactly `min` elements.
    Slice {
        min: usize,
        open: bool,
    },
    /// What no pattern of the column names.
    Missing,
    /// A constant that is not looked into: covers nothing for certain.
    Opaque,
}

impl Constructor {
    /// Whether a pattern of this constructor matches all values of `piece`, one of a split.
    fn covers(&self, piece: &Constructor) -> bool {
        match (self, piece) {
            (Constructor::Range(lo, hi), Constructor::Range(a, b)) => lo <= a && b <= hi,
            (Constructor::Slice { min, open: true }, Constructor::Slice { min: len, .. }) => len >= min,
            (Constructor::Opaque | Constructor::Missing, _) => false,
            (a, b) => a == b,
        }
    }
}

/// A pattern, reduced to what matters here.
#[derive(Clone, Debug)]
enum Reduced {
    Wild,
    Built { constructor: Constructor, ty: Ty, fields: Vec<Reduced>, suffix: usize },
    Or(Vec<Reduced>),
}

/// Checks every match and every binding of a body.
pub fn exhaustive(body: &Body, dialect: Dialect, queries: &mut dyn Queries) -> Vec<Diagnostic> {
    let mut pass = Pass { body, queries, out: Vec::new(), steps: 0 };
    if dialect == Dialect::Std {
        return pass.out;
    }
    for &param in &body.params {
        pass.irrefutable(param, "function argument", "function arguments");
    }
    let mut ids = Vec::new();
    for_each_reachable(body, &*pass.queries, &mut |id| ids.push(id));
    for id in ids {
        pass.expr(id);
    }
    pass.out.sort_by_key(|e| (e.span().file, e.span().lo));
    pass.out
}

/// Steps after which a match is taken to be complete.
const STEP_LIMIT: u32 = 200_000;
/// Uncovered patterns that are worked out for a message.
const WITNESS_LIMIT: usize = 16;

struct Pass<'a> {
    body: &'a Body,
    queries: &'a mut dyn Queries,
    out: Vec<Diagnostic>,
    steps: u32,
}

type Row = Vec<Reduced>;

impl Pass<'_> {
    fn expr(&mut self, id: ExprId) {
        let body = self.body;
        let Some(e) = body.exprs.get(id.0 as usize) else { return };
        match &e.kind {
            ExprKind::Match { scrutinee, arms } => self.match_(*scrutinee, arms, e.span),
            ExprKind::For { pattern, .. } => self.irrefutable(*pattern, "`for` loop binding", "`for` loop bindings"),
            ExprKind::Block { statements, .. } => {
                for statement in statements {
                    if let Stmt::Let { pattern, otherwise: None, .. } = statement {
                        self.irrefutable(*pattern, "local binding", "`let` bindings");
                    }
                }
            }
            ExprKind::Closure(closure) => {
                let params = self.queries.closure(*closure).map(|c| c.param_patterns.clone()).unwrap_or_default();
                for param in params {
                    self.irrefutable(param, "closure argument", "closure arguments");
                }
            }
            _ => {}
        }
    }

    fn pattern_ty(&self, id: PatId) -> Ty {
        self.body.patterns.get(id.0 as usize).map_or(Ty::ERROR, |p| p.ty)
    }

    fn pattern_span(&self, id: PatId) -> Span {
        self.body.patterns.get(id.0 as usize).map(|p| p.span).unwrap_or_default()
    }

    fn irrefutable(&mut self, pattern: PatId, place: &str, places: &str) {
        let ty = self.pattern_ty(pattern);
        let Some(reduced) = self.reduce(pattern) else { return };
        self.steps = 0;
        let missing = self.missing(&[vec![reduced]], &[ty]);
        if missing.is_empty() || self.steps >= STEP_LIMIT {
            return;
        }
        let (listed, noun) = self.listed(&missing);
        let type_name = self.queries.type_name(ty);
        let mut error = Diagnostic::error("E0005", self.pattern_span(pattern), format!("refutable pattern in {place}"))
            .at(format!("{noun} {listed} not covered"))
            .note(format!("{places} require an \"irrefutable pattern\", like a `struct` or an `enum` with only one variant"))
            .note(format!("the matched value is of type `{type_name}`"));
        if place == "local binding" {
            error = error.help("handle the rest with `let … else { … }`, `if let` or `match`");
        }
        self.out.push(error);
    }

    fn match_(&mut self, scrutinee: ExprId, arms: &[Arm], span: Span) {
        let (ty, scrutinee_span) = self.body.exprs.get(scrutinee.0 as usize).map_or((Ty::ERROR, span), |e| (e.ty, e.span));
        // Arms are typed by what they match against; the scrutinee of a diverging or unknown one says less.
        let ty = arms.first().map_or(ty, |a| self.pattern_ty(a.pattern));
        let mut rows: Vec<Row> = Vec::new();
        let mut catch_all: Option<Span> = None;
        for arm in arms {
            let Some(reduced) = self.reduce(arm.pattern) else { return };
            let row = vec![reduced];
            self.steps = 0;
            let useful = self.useful(&rows, &row, &[ty]);
            let span = self.pattern_span(arm.pattern);
            // A pattern without a place is one that the checker made.
            if !useful && self.steps < STEP_LIMIT && span != Span::default() {
                let mut warning = Diagnostic::warning("R0403", span, "unreachable pattern").at("no value can reach this pattern");
                if let Some(earlier) = catch_all {
                    warning = warning.label(earlier, "matches any value");
                }
                self.out.push(warning);
            }
            if arm.guard.is_none() {
                if matches!(row[0], Reduced::Wild) {
                    catch_all.get_or_insert(self.pattern_span(arm.pattern));
                }
                rows.push(row);
            }
        }
        self.steps = 0;
        let missing = self.missing(&rows, &[ty]);
        if missing.is_empty() || self.steps >= STEP_LIMIT {
            return;
        }
        let (listed, noun) = self.listed(&missing);
        let type_name = self.queries.type_name(ty);
        let example = match &missing[..] {
            [one] => one.show(&*self.queries),
            _ => "_".into(),
        };
        let mut error = Diagnostic::error("E0004", scrutinee_span, format!("non-exhaustive patterns: {listed} not covered"))
            .at(format!("{noun} {listed} not covered"))
            .note(format!("the matched value is of type `{type_name}`"))
            .help(format!("add an arm for what is missing, or one for all the rest: `{example} => todo!(),`"));
        if arms.iter().any(|a| a.guard.is_some()) {
            error = error.note("arms with guards do not count: a guard may be false");
        }
        self.out.push(error);
    }

    /// "`A`, `B` and 2 more" and the noun that goes with it.
    fn listed(&self, missing: &[Witness]) -> (String, &'static str) {
        let shown: Vec<String> = missing.iter().map(|w| format!("`{}`", w.show(&*self.queries))).collect();
        match &shown[..] {
            [] => (String::new(), "pattern"),
            [one] => (one.clone(), "pattern"),
            [some @ .., last] if some.len() < 3 => (format!("{} and {last}", some.join(", ")), "patterns"),
            _ => (format!("{} and {} more", shown[..3].join(", "), shown.len() - 3), "patterns"),
        }
    }

    /// `None` where the pattern is in error: nothing is said then.
    fn reduce(&self, id: PatId) -> Option<Reduced> {
        let pattern = self.body.patterns.get(id.0 as usize)?;
        let ty = pattern.ty;
        let built = |constructor, fields| Some(Reduced::Built { constructor, ty, fields, suffix: 0 });
        match &pattern.kind {
            PatKind::Error => None,
            PatKind::Wild | PatKind::Bind { sub: None, .. } => Some(Reduced::Wild),
            PatKind::Bind { sub: Some(sub), .. } => self.reduce(*sub),
            PatKind::Deref(sub) => built(Constructor::Single, vec![self.reduce(*sub)?]),
            PatKind::Fields { variant, fields } => {
                let arity = fields.iter().map(|&(i, _)| i as usize + 1).max().unwrap_or(0);
                let mut all = vec![Reduced::Wild; arity];
                for &(index, sub) in fields {
                    all[index as usize] = self.reduce(sub)?;
                }
                built(variant.map_or(Constructor::Single, Constructor::Variant), all)
            }
            PatKind::Slice { prefix, rest, suffix } => {
                let fields = prefix.iter().chain(suffix).map(|&p| self.reduce(p)).collect::<Option<Vec<_>>>()?;
                let constructor = Constructor::Slice { min: fields.len(), open: rest.is_some() };
                Some(Reduced::Built { constructor, ty, fields, suffix: suffix.len() })
            }
            PatKind::Constant(constant) => match self.queries.types().kind(ty) {
                TyKind::Ref { ty: content, .. } => {
                    let constructor = self.literal(constant, *content);
                    let inner = Reduced::Built { constructor, ty: *content, fields: Vec::new(), suffix: 0 };
                    built(Constructor::Single, vec![inner])
                }
                TyKind::Tuple(_) => built(Constructor::Single, Vec::new()),
                _ => built(self.literal(constant, ty), Vec::new()),
            },
            PatKind::Value(_) => built(Constructor::Opaque, Vec::new()),
            PatKind::Range { start, end, inclusive } => {
                let Some((lo, hi)) = bounds(self.queries.types().kind(ty)) else {
                    return built(Constructor::Opaque, Vec::new());
                };
                let from = start.as_ref().map_or(Some(lo), |c| self.number(c, ty))?;
                let to = match end {
                    None => hi,
                    Some(end) => {
                        let end = self.number(end, ty)?;
                        if *inclusive { end } else { end.checked_sub(1)? }
                    }
                };
                if from > to {
                    return built(Constructor::Opaque, Vec::new());
                }
                built(Constructor::Range(from, to), Vec::new())
            }
            PatKind::Or(alternatives) => Some(Reduced::Or(alternatives.iter().map(|&p| self.reduce(p)).collect::<Option<Vec<_>>>()?)),
        }
    }

    fn literal(&self, constant: &Constant, ty: Ty) -> Constructor {
        match self.number(constant, ty) {
            Some(n) => Constructor::Range(n, n),
            None => Constructor::Literal(constant.clone()),
        }
    }

    /// A constant's place in the order of its type.
    fn number(&self, constant: &Constant, ty: Ty) -> Option<u128> {
        let kind = self.queries.types().kind(ty);
        match (constant, kind) {
            (Constant::Bool(b), _) => Some(*b as u128),
            (Constant::Char(c), _) => Some(*c as u128),
            (Constant::Int(i), TyKind::Int(int)) => Some(shifted(*int, *i)),
            (Constant::UInt(u), TyKind::Int(_)) => Some(*u),
            _ => None,
        }
    }

    /// The constructors of a column's type, so split that every pattern of the column covers each wholly or not at all.
    fn split(&mut self, ty: Ty, heads: &[(&Constructor, Ty)]) -> (Ty, Vec<Constructor>) {
        let ty = match heads.first() {
            Some(&(_, head)) if ty == Ty::UNKNOWN || ty == Ty::ERROR => head,
            _ => ty,
        };
        let kind = self.queries.types().kind(ty).clone();
        if heads.iter().any(|(c, _)| matches!(c, Constructor::Slice { .. })) || matches!(kind, TyKind::Slice(_) | TyKind::Array(..)) {
            return (ty, self.split_slices(&kind, heads));
        }
        if let Some((lo, hi)) = bounds(&kind) {
            return (ty, split_ranges(&kind, lo, hi, heads));
        }
        let unlisted = || {
            let mut list: Vec<Constructor> = Vec::new();
            for (c, _) in heads {
                if !matches!(c, Constructor::Opaque) && !list.contains(c) {
                    list.push((*c).clone());
                }
            }
            if list.is_empty() || !matches!(kind, TyKind::Unknown | TyKind::Error) {
                list.push(Constructor::Missing);
            }
            list
        };
        if heads.iter().any(|(c, _)| matches!(c, Constructor::Literal(_))) {
            return (ty, unlisted());
        }
        let list = match &kind {
            TyKind::Never => Vec::new(),
            TyKind::Tuple(_) | TyKind::Ref { .. } => vec![Constructor::Single],
            TyKind::Adt(def, _) => match self.queries.adt(*def).map(|a| (a.is_enum, a.variants.len(), a.lang)) {
                Some((true, count, _)) => {
                    let named = |v: u32| heads.iter().any(|(c, _)| **c == Constructor::Variant(v));
                    let mut list = Vec::new();
                    for v in 0..count as u32 {
                        if named(v) || !self.queries.field_types(ty, v).iter().any(|&t| self.uninhabited(t)) {
                            list.push(Constructor::Variant(v));
                        }
                    }
                    list
                }
                Some((false, _, Some(LangAdt::Native | LangAdt::Shared))) if heads.iter().all(|(c, _)| **c != Constructor::Single) => {
                    vec![Constructor::Missing]
                }
                Some((false, ..)) => vec![Constructor::Single],
                None => unlisted(),
            },
            _ => unlisted(),
        };
        (ty, list)
    }

    fn uninhabited(&self, ty: Ty) -> bool {
        match self.queries.types().kind(ty) {
            TyKind::Never => true,
            TyKind::Adt(def, _) => self.queries.adt(*def).is_some_and(|a| a.is_enum && a.variants.is_empty()),
            _ => false,
        }
    }

    fn split_slices(&self, kind: &TyKind, heads: &[(&Constructor, Ty)]) -> Vec<Constructor> {
        if let TyKind::Array(_, len) = kind
            && let TyKind::Const(n) = self.queries.types().kind(*len)
        {
            // A long array whose pattern names few elements: as many columns as are named, and the rest as one.
            let named = heads.iter().filter_map(|(c, _)| match c {
                Constructor::Slice { min, .. } => Some(*min),
                _ => None,
            });
            let named = named.max().unwrap_or(0);
            return match usize::try_from(*n) {
                Ok(n) if n <= named => vec![Constructor::Slice { min: n, open: false }],
                _ => vec![Constructor::Slice { min: named, open: true }],
            };
        }
        let mut longest = 0;
        for (c, _) in heads {
            if let Constructor::Slice { min, open } = c {
                longest = longest.max(min + usize::from(!open));
            }
        }
        let exact = (0..longest).map(|min| Constructor::Slice { min, open: false });
        exact.chain([Constructor::Slice { min: longest, open: true }]).collect()
    }

    /// The types of what a constructor holds.
    fn fields(&mut self, constructor: &Constructor, ty: Ty) -> Vec<Ty> {
        let kind = self.queries.types().kind(ty).clone();
        match (constructor, kind) {
            (Constructor::Variant(v), _) => self.queries.field_types(ty, *v),
            (Constructor::Single, TyKind::Tuple(items)) => items,
            (Constructor::Single, TyKind::Ref { ty, .. }) => vec![ty],
            (Constructor::Single, TyKind::Adt(def, args)) => {
                let boxed = self.queries.adt(def).is_some_and(|a| a.lang == Some(LangAdt::Box));
                if boxed { args.into_iter().take(1).collect() } else { self.queries.field_types(ty, 0) }
            }
            (Constructor::Slice { min, .. }, TyKind::Slice(t) | TyKind::Array(t, _)) => vec![t; *min],
            (Constructor::Slice { min, .. }, TyKind::Adt(_, args)) => {
                vec![args.first().copied().unwrap_or(Ty::ERROR); *min]
            }
            (Constructor::Slice { min, .. }, _) => vec![Ty::UNKNOWN; *min],
            _ => Vec::new(),
        }
    }

    /// What patterns of the first column leave uncovered.
    fn missing(&mut self, rows: &[Row], tys: &[Ty]) -> Vec<Witness> {
        if let ([], [ty]) = (rows, tys) {
            // Nothing is covered: a list of constructors says more than `_`.
            let (ty, pieces) = self.split(*ty, &[]);
            let of = |piece: Constructor| match piece {
                Constructor::Missing => Witness::any(ty),
                piece => {
                    let fields = self.fields(&piece, ty).into_iter().map(Witness::any).collect();
                    Witness { ty, constructor: Some(piece), fields }
                }
            };
            return pieces.into_iter().map(of).collect();
        }
        self.missing_rows(rows, tys).into_iter().filter_map(|mut row| row.pop()).collect()
    }

    /// Each result is a row of witnesses, first column last.
    fn missing_rows(&mut self, rows: &[Row], tys: &[Ty]) -> Vec<Vec<Witness>> {
        self.steps += 1 + rows.len() as u32 / 16;
        if self.steps >= STEP_LIMIT {
            return Vec::new();
        }
        let Some((&ty, rest)) = tys.split_first() else {
            return if rows.is_empty() { vec![Vec::new()] } else { Vec::new() };
        };
        let rows = without_alternatives(rows);
        let heads = heads(&rows);
        if heads.is_empty() {
            // No pattern looks at it: any value stands for all. An empty type has none.
            if self.uninhabited(ty) {
                return Vec::new();
            }
            let rows: Vec<Row> = rows.iter().map(|r| r[1..].to_vec()).collect();
            let mut missing = self.missing_rows(&rows, rest);
            missing.iter_mut().for_each(|w| w.push(Witness::any(ty)));
            return missing;
        }
        let (ty, pieces) = self.split(ty, &heads);
        let mut out: Vec<Vec<Witness>> = Vec::new();
        for piece in pieces {
            let fields = self.fields(&piece, ty);
            let count = fields.len();
            let special: Vec<Row> = rows.iter().filter_map(|r| specialise(r, &piece, count)).collect();
            let tys: Vec<Ty> = fields.iter().chain(rest).copied().collect();
            for mut row in self.missing_rows(&special, &tys) {
                let mut parts: Vec<Witness> = (0..count).filter_map(|_| row.pop()).collect();
                parts.resize_with(count, || Witness::any(Ty::ERROR));
                row.push(match piece {
                    Constructor::Missing => Witness::any(ty),
                    _ => Witness { ty, constructor: Some(piece.clone()), fields: parts },
                });
                out.push(row);
                if out.len() >= WITNESS_LIMIT {
                    return out;
                }
            }
        }
        out
    }

    /// Whether a row matches something that no earlier one does.
    fn useful(&mut self, rows: &[Row], row: &[Reduced], tys: &[Ty]) -> bool {
        self.steps += 1 + rows.len() as u32 / 16;
        if self.steps >= STEP_LIMIT {
            return true;
        }
        let (Some((head, _)), Some((&ty, rest))) = (row.split_first(), tys.split_first()) else {
            return rows.is_empty();
        };
        if let Reduced::Or(alternatives) = head {
            return alternatives.iter().any(|a| {
                let row: Row = std::iter::once(a.clone()).chain(row[1..].iter().cloned()).collect();
                self.useful(rows, &row, tys)
            });
        }
        let rows = without_alternatives(rows);
        let mut heads = heads(&rows);
        let own = match head {
            Reduced::Built { constructor, ty, .. } => Some((constructor, *ty)),
            _ => None,
        };
        if heads.is_empty() && own.is_none() {
            let rows: Vec<Row> = rows.iter().map(|r| r[1..].to_vec()).collect();
            return self.useful(&rows, &row[1..], rest);
        }
        heads.extend(own);
        let (ty, mut pieces) = self.split(ty, &heads);
        match own {
            Some((Constructor::Opaque, _)) => pieces = vec![Constructor::Missing],
            Some((own, _)) => pieces.retain(|piece| own.covers(piece)),
            None => {}
        }
        pieces.into_iter().any(|piece| {
            let fields = self.fields(&piece, ty);
            let special: Vec<Row> = rows.iter().filter_map(|r| specialise(r, &piece, fields.len())).collect();
            let tys: Vec<Ty> = fields.iter().chain(rest).copied().collect();
            let row = match own {
                Some((Constructor::Opaque, _)) => Some(row[1..].to_vec()),
                _ => specialise(row, &piece, fields.len()),
            };
            row.is_some_and(|row| self.useful(&special, &row, &tys))
        })
    }
}

/// Rows whose first pattern is no alternative of patterns.
fn without_alternatives(rows: &[Row]) -> Vec<Row> {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        match row.first() {
            Some(Reduced::Or(alternatives)) => {
                let each = alternatives.iter().map(|a| {
                    let mut row = row.clone();
                    row[0] = a.clone();
                    row
                });
                out.extend(without_alternatives(&each.collect::<Vec<_>>()));
            }
            _ => out.push(row.clone()),
        }
    }
    out
}

fn heads(rows: &[Row]) -> Vec<(&Constructor, Ty)> {
    rows.iter()
        .filter_map(|row| match row.first() {
            Some(Reduced::Built { constructor, ty, .. }) => Some((constructor, *ty)),
            _ => None,
        })
        .collect()
}

/// The row for values of one constructor, its fields in front; `None` where it matches none of them.
fn specialise(row: &[Reduced], piece: &Constructor, count: usize) -> Option<Row> {
    let (head, rest) = row.split_first()?;
    let mut out: Row = Vec::with_capacity(count + rest.len());
    match head {
        Reduced::Wild => out.resize(count, Reduced::Wild),
        Reduced::Built { constructor, fields, suffix, .. } if constructor.covers(piece) => {
            let prefix = fields.len() - (*suffix).min(fields.len());
            out.extend(fields[..prefix].iter().take(count).cloned());
            let gap = count.saturating_sub(fields.len());
            out.extend(std::iter::repeat_n(Reduced::Wild, gap));
            out.extend(fields[prefix..].iter().cloned());
            out.resize(count, Reduced::Wild);
        }
        _ => return None,
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// The smallest and largest number of a finite ordered type.
fn bounds(kind: &TyKind) -> Option<(u128, u128)> {
    match kind {
        TyKind::Bool => Some((0, 1)),
        TyKind::Char => Some((0, char::MAX as u128)),
        TyKind::Int(int) => Some((0, u128::MAX >> (128 - int.bits()))),
        _ => None,
    }
}

/// An integer moved so that the smallest of its type is 0.
fn shifted(int: IntKind, value: i128) -> u128 {
    if int.signed() { (value as u128).wrapping_add(1 << (int.bits() - 1)) & (u128::MAX >> (128 - int.bits())) } else { value as u128 }
}

fn split_ranges(kind: &TyKind, lo: u128, hi: u128, heads: &[(&Constructor, Ty)]) -> Vec<Constructor> {
    // Where a piece begins.
    let mut starts = vec![lo];
    if matches!(kind, TyKind::Bool) {
        starts.push(1);
    }
    for (c, _) in heads {
        if let Constructor::Range(a, b) = c {
            starts.push(*a);
            starts.extend(b.checked_add(1).filter(|&next| next <= hi));
        }
    }
    if matches!(kind, TyKind::Char) {
        starts.extend([0xD800, 0xE000]);
    }
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).map(|s| s - 1).chain([hi]);
    let pieces: Vec<(u128, u128)> = starts.iter().copied().zip(ends).collect();
    let surrogate = |&(a, b): &(u128, u128)| matches!(kind, TyKind::Char) && a >= 0xD800 && b <= 0xDFFF;
    pieces.iter().filter(|p| !surrogate(p)).map(|&(a, b)| Constructor::Range(a, b)).collect()
}

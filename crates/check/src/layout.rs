//! Sizes and alignments, as rustc lays types out on a 64-bit machine.
//!
//! Values here take what they take; this is what `size_of` and `align_of` answer, so that programs which count with them mean the same. Fields are ordered by
//! alignment, the discriminant of an enum hides in values that a field of its largest variant never has (a *niche*), and `repr` is obeyed.

use crate::Checker;
use crate::defs::Repr;
use crate::typed::{CaptureMode, InstanceCode, LangAdt};
use crate::types::{DefId, FloatKind, Ty, TyKind};
use ruchy_syntax::Dialect;

/// A type's size and alignment in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub size: u64,
    pub align: u64,
    niche: Option<Niche>,
    /// No value of the type exists.
    empty: bool,
}

/// Bit patterns that no value of the type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Niche {
    offset: u64,
    size: u64,
    /// How many patterns.
    values: u128,
}

const POINTER: Layout = Layout { size: 8, align: 8, niche: Some(Niche { offset: 0, size: 8, values: 1 }), empty: false };
/// Pointer and length, or pointer and table.
const WIDE: Layout = Layout { size: 16, ..POINTER };
/// Capacity, pointer, length: a capacity is at most `isize::MAX`.
const BUFFER: Layout = Layout { size: 24, align: 8, niche: Some(Niche { offset: 0, size: 8, values: 1 << 63 }), empty: false };
const NOTHING: Layout = Layout { size: 0, align: 1, niche: None, empty: false };

/// rustc refuses larger types.
const LARGEST: u64 = 1 << 47;
/// Types nest no deeper.
const DEPTH_LIMIT: usize = 64;

impl Checker {
    /// `None` where the size is not known before the program runs.
    pub(crate) fn layout_of(&mut self, ty: Ty) -> Option<Layout> {
        self.layout_at(ty, 0)
    }

    fn layout_at(&mut self, ty: Ty, depth: usize) -> Option<Layout> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        Some(match self.kind(ty) {
            TyKind::Bool => with_niche(scalar(1), 254),
            TyKind::Char => with_niche(scalar(4), (1 << 32) - 0x11_0000),
            TyKind::Int(kind) => scalar(u64::from(kind.bits() / 8)),
            TyKind::Float(FloatKind::F32) => scalar(4),
            TyKind::Float(_) => scalar(8),
            TyKind::Never => Layout { empty: true, ..NOTHING },
            TyKind::Tuple(items) => {
                let fields = self.layouts(&items, depth)?;
                structure(&fields, Repr::default(), 0)
            }
            TyKind::Ref { ty, .. } => self.pointer_to(ty),
            TyKind::Pointer { ty, .. } => Layout { niche: None, ..self.pointer_to(ty) },
            TyKind::FnPointer(..) => POINTER,
            TyKind::FnDef(..) => NOTHING,
            TyKind::Array(item, length) => {
                let TyKind::Const(length) = self.kind(length) else { return None };
                let item = self.layout_at(item, depth + 1)?;
                let length = u64::try_from(length).ok()?;
                Layout {
                    size: item.size.checked_mul(length).filter(|&size| size <= LARGEST)?,
                    niche: item.niche.filter(|_| length > 0),
                    empty: item.empty && length > 0,
                    ..item
                }
            }
            // Of what has no size of its own the alignment is asked for.
            TyKind::Slice(item) => Layout { size: 0, niche: None, ..self.layout_at(item, depth + 1)? },
            TyKind::Str => NOTHING,
            TyKind::Closure(id) => {
                let closure = self.program.closures.get(id.0 as usize)?;
                let InstanceCode::Body(body) = &self.program.instances.get(closure.parent.0 as usize)?.code else { return None };
                let captures: Vec<(Ty, bool)> = closure
                    .captures
                    .iter()
                    .map(|capture| (body.locals[capture.local.0 as usize].ty, capture.mode == CaptureMode::Move))
                    .collect();
                let fields: Option<Vec<Layout>> = captures
                    .into_iter()
                    .map(|(ty, moved)| if moved { self.layout_at(ty, depth + 1) } else { Some(self.pointer_to(ty)) })
                    .collect();
                structure(&fields?, Repr::default(), 0)
            }
            TyKind::Adt(def, args) => self.adt_layout(def, &args, depth)?,
            _ => return None,
        })
    }

    /// The bytes that each item of a slice or text takes; 0 for other types.
    pub(crate) fn stride_of(&mut self, ty: Ty) -> u64 {
        match self.kind(ty) {
            TyKind::Slice(item) => self.layout_of(item).map_or(16, |layout| layout.size),
            TyKind::Str => 1,
            TyKind::Adt(def, _) if matches!(self.defs[def.0 as usize].name.as_str(), "Path" | "OsStr") => 1,
            _ => 0,
        }
    }

    fn layouts(&mut self, types: &[Ty], depth: usize) -> Option<Vec<Layout>> {
        types.iter().map(|&ty| self.layout_at(ty, depth + 1)).collect()
    }

    fn pointer_to(&mut self, ty: Ty) -> Layout {
        if self.has_unsized_pointer(ty, 0) { WIDE } else { POINTER }
    }

    /// Whether a pointer to the type carries a length or a table.
    fn has_unsized_pointer(&mut self, ty: Ty, depth: usize) -> bool {
        match self.kind(ty) {
            TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_) => true,
            TyKind::Tuple(items) => items.last().is_some_and(|&last| self.has_unsized_pointer(last, depth + 1)),
            TyKind::Adt(def, args) if depth < DEPTH_LIMIT => {
                let Some(adt) = self.adt(def) else { return false };
                if adt.lang.is_some() || adt.is_enum || self.defs[def.0 as usize].dialect == Dialect::Std {
                    let name = self.defs[def.0 as usize].name.as_str();
                    return match name {
                        "Path" | "OsStr" | "CStr" => true,
                        "Cell" | "RefCell" | "UnsafeCell" | "Mutex" | "RwLock" | "ManuallyDrop" => {
                            args.first().is_some_and(|&content| self.has_unsized_pointer(content, depth + 1))
                        }
                        _ => false,
                    };
                }
                self.fields_of(def, &args, 0).last().is_some_and(|&last| self.has_unsized_pointer(last, depth + 1))
            }
            _ => false,
        }
    }

    fn adt_layout(&mut self, def: DefId, args: &[Ty], depth: usize) -> Option<Layout> {
        let adt = self.adt(def)?;
        if self.defs[def.0 as usize].dialect == Dialect::Std
            && let Some(layout) = self.library_layout(def, args, depth)
        {
            return Some(layout);
        }
        if matches!(adt.lang, Some(LangAdt::Native)) {
            return None;
        }
        let mut variants = Vec::new();
        for index in 0..adt.variants.len() {
            let fields = self.fields_of(def, args, index);
            variants.push(self.layouts(&fields, depth)?);
        }
        if adt.is_union {
            let fields = variants.into_iter().next().unwrap_or_default();
            let align = fields.iter().map(|field| field.align).max().unwrap_or(1);
            let size = fields.iter().map(|field| field.size).max().unwrap_or(0);
            return Some(adjusted(Layout { size, align, niche: None, empty: false }, adt.repr));
        }
        if !adt.is_enum {
            return Some(structure(variants.first().map_or(&[][..], |fields| fields), adt.repr, 0));
        }
        let discriminants: Option<Vec<i128>> = (0..adt.variants.len()).map(|index| self.discriminant(def, index)).collect();
        let discriminants = discriminants.unwrap_or_else(|| (0..variants.len() as i128).collect());
        Some(enumeration(&variants, &discriminants, adt.repr))
    }

    /// The library's types whose declarations here have other fields than in Rust.
    fn library_layout(&mut self, def: DefId, args: &[Ty], depth: usize) -> Option<Layout> {
        let name = self.defs[def.0 as usize].name.as_str();
        let content = |checker: &mut Checker| checker.layout_at(*args.first()?, depth + 1);
        let word = |size: u64| Layout { size, align: size.min(8), niche: None, empty: false };
        Some(match name {
            "String" | "Vec" | "PathBuf" | "OsString" | "BinaryHeap" => BUFFER,
            "VecDeque" => Layout { size: 32, ..BUFFER },
            "Box" | "Rc" | "Arc" | "Weak" | "NonNull" => {
                let &content = args.first()?;
                self.pointer_to(content)
            }
            "HashMap" | "HashSet" => Layout { size: 48, ..POINTER },
            "BTreeMap" | "BTreeSet" | "LinkedList" => Layout { size: 24, align: 8, niche: None, empty: false },
            "Duration" | "Instant" | "SystemTime" => {
                Layout { size: 16, align: 8, niche: Some(Niche { offset: 8, size: 4, values: (1 << 32) - 1_000_000_000 }), empty: false }
            }
            "Cell" | "UnsafeCell" | "MaybeUninit" => Layout { niche: None, ..content(self)? },
            "ManuallyDrop" => content(self)?,
            "NonZero" => with_niche(content(self)?, 1),
            "RefCell" => structure(&[word(8), Layout { niche: None, ..content(self)? }], Repr::default(), 0),
            "OnceCell" => {
                let content = content(self)?;
                let none = enumeration(&[vec![], vec![content]], &[0, 1], Repr::default());
                Layout { niche: None, ..none }
            }
            "Mutex" => structure(&[word(4), word(1), content(self)?], Repr::default(), 0),
            "RwLock" => structure(&[word(4), word(4), word(1), content(self)?], Repr::default(), 0),
            "OnceLock" => structure(&[word(4), content(self)?], Repr::default(), 0),
            "Ordering" => with_niche(scalar(1), 253),
            "PhantomData" => NOTHING,
            "AtomicBool" | "AtomicU8" | "AtomicI8" => scalar(1),
            "AtomicU16" | "AtomicI16" => scalar(2),
            "AtomicU32" | "AtomicI32" | "Condvar" | "Once" => scalar(4),
            "AtomicU64" | "AtomicI64" | "AtomicUsize" | "AtomicIsize" | "AtomicPtr" => scalar(8),
            "Sender" | "SyncSender" | "Receiver" | "TypeId" => word(16),
            "Thread" => POINTER,
            "File" => with_niche(scalar(4), 1),
            _ => return None,
        })
    }
}

fn scalar(size: u64) -> Layout {
    Layout { size, align: size, niche: None, empty: false }
}

fn with_niche(layout: Layout, values: u128) -> Layout {
    Layout { niche: Some(Niche { offset: 0, size: layout.size, values }), ..layout }
}

/// Raised or cut to what `repr` asks for, and rounded up.
fn adjusted(mut layout: Layout, repr: Repr) -> Layout {
    if let Some(packed) = repr.packed {
        layout.align = layout.align.min(packed.max(1));
    }
    layout.align = layout.align.max(repr.align.unwrap_or(1)).max(1);
    layout.size = layout.size.next_multiple_of(layout.align);
    layout
}

/// Fields one after the other, `prefix` bytes of a discriminant before them.
fn structure(fields: &[Layout], repr: Repr, prefix: u64) -> Layout {
    let align_of = |field: &Layout| repr.packed.map_or(field.align, |packed| field.align.min(packed.max(1)));
    let values = |field: &Layout| field.niche.map_or(0, |niche| niche.values);
    let mut order: Vec<usize> = (0..fields.len()).collect();
    if !repr.c {
        if prefix == 0 {
            order.sort_by_key(|&i| (std::cmp::Reverse(align_of(&fields[i])), std::cmp::Reverse(values(&fields[i]))));
        } else {
            order.sort_by_key(|&i| (align_of(&fields[i]), std::cmp::Reverse(values(&fields[i]))));
        }
    }
    let mut whole = Layout { size: prefix, align: prefix.max(1), niche: None, empty: false };
    for index in order {
        let field = &fields[index];
        let align = align_of(field);
        let offset = whole.size.next_multiple_of(align);
        whole.align = whole.align.max(align);
        whole.size = offset + field.size;
        whole.empty |= field.empty;
        if let Some(niche) = field.niche
            && whole.niche.is_none_or(|largest| niche.values > largest.values)
        {
            whole.niche = Some(Niche { offset: offset + niche.offset, ..niche });
        }
    }
    adjusted(whole, repr)
}

/// An enum by the fields of its variants.
fn enumeration(variants: &[Vec<Layout>], discriminants: &[i128], repr: Repr) -> Layout {
    let fixed = repr.c || repr.int.is_some();
    // A variant that cannot exist and takes no room is not there.
    let present: Vec<usize> = (0..variants.len())
        .filter(|&i| fixed || !(variants[i].iter().any(|field| field.empty) && variants[i].iter().all(|field| field.size == 0)))
        .collect();
    match present[..] {
        [] => return Layout { empty: true, ..NOTHING },
        [only] if !fixed => return structure(&variants[only], repr, 0),
        _ => {}
    }
    let (lowest, highest) =
        present.iter().fold((i128::MAX, i128::MIN), |(low, high), &i| (low.min(discriminants[i]), high.max(discriminants[i])));
    let mut tag = match repr.int {
        Some(kind) => u64::from(kind.bits() / 8),
        None => {
            let fits = |bytes: u64| {
                let bits = bytes * 8;
                if lowest < 0 { lowest >= -(1i128 << (bits - 1)) && highest < 1i128 << (bits - 1) } else { highest < 1i128 << bits }
            };
            let smallest = if repr.c { 4 } else { 1 };
            [1, 2, 4, 8].into_iter().find(|&bytes| bytes >= smallest && fits(bytes)).unwrap_or(8)
        }
    };
    let tagged = |tag: u64| {
        let mut whole = Layout { size: tag, align: tag, niche: None, empty: false };
        for &i in &present {
            let variant = if repr.c {
                // The fields are a struct of their own behind the discriminant.
                let fields = structure(&variants[i], Repr { c: true, ..Repr::default() }, 0);
                structure(&[scalar(tag), fields], Repr { c: true, ..Repr::default() }, 0)
            } else if repr.int.is_some() {
                let fields: Vec<Layout> = [scalar(tag)].into_iter().chain(variants[i].iter().copied()).collect();
                structure(&fields, Repr { c: true, ..Repr::default() }, 0)
            } else {
                structure(&variants[i], Repr::default(), tag)
            };
            whole.size = whole.size.max(variant.size);
            whole.align = whole.align.max(variant.align);
        }
        whole
    };
    let mut whole = tagged(tag);
    if !fixed {
        // The discriminant grows into the room that alignment leaves before every field.
        let room = |bytes: u64| {
            present.iter().all(|&i| variants[i].iter().all(|field| field.size == 0 || field.align >= bytes))
                && tagged(bytes).size <= whole.size
        };
        while tag < 8 && tag * 2 <= whole.align && present.iter().any(|&i| variants[i].iter().any(|field| field.size > 0)) && room(tag * 2)
        {
            tag *= 2;
        }
        whole = tagged(tag);
    }
    let span = (highest - lowest) as u128 + 1;
    let patterns = if tag >= 16 { u128::MAX } else { 1u128 << (tag * 8) };
    whole.niche = Some(Niche { offset: 0, size: tag, values: patterns.saturating_sub(span) }).filter(|niche| niche.values > 0);
    let whole = adjusted(whole, repr);
    if fixed {
        return whole;
    }
    match in_niche(variants, &present, repr) {
        Some(hidden) => {
            let values = |layout: &Layout| layout.niche.map_or(0, |niche| niche.values);
            if (whole.size, std::cmp::Reverse(values(&whole))) <= (hidden.size, std::cmp::Reverse(values(&hidden))) {
                whole
            } else {
                hidden
            }
        }
        None => whole,
    }
}

/// The largest variant with the others' discriminants in its niche, if there is one and the others fit around it.
fn in_niche(variants: &[Vec<Layout>], present: &[usize], repr: Repr) -> Option<Layout> {
    let laid: Vec<Layout> = present.iter().map(|&i| structure(&variants[i], Repr::default(), 0)).collect();
    let mut largest = 0;
    for (i, layout) in laid.iter().enumerate() {
        if layout.size >= laid[largest].size {
            largest = i;
        }
    }
    let second = laid.iter().enumerate().filter(|&(i, _)| i != largest).map(|(_, layout)| layout.size).max().unwrap_or(0);
    if second == laid[largest].size {
        return None;
    }
    let others = present.len() as u128 - 1;
    let niche = laid[largest].niche.filter(|niche| niche.values >= others)?;
    let fits = laid.iter().enumerate().all(|(i, layout)| {
        let after = (niche.offset + niche.size).next_multiple_of(layout.align) + layout.size;
        i == largest || layout.size <= niche.offset || after <= laid[largest].size
    });
    if !fits {
        return None;
    }
    let align = laid.iter().map(|layout| layout.align).max().unwrap_or(1);
    let left = niche.values - others;
    let whole = Layout { size: laid[largest].size, align, niche: Some(Niche { values: left, ..niche }).filter(|_| left > 0), empty: false };
    Some(adjusted(whole, repr))
}

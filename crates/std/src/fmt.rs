//! What a script's `fmt` is handed (`std::fmt::Formatter`); the engine is `ruchy_vm::format`.

use crate::support::{Natives, disagree};
use ruchy_syntax::tree::Align;
use ruchy_vm::code::FormatSpec;
use ruchy_vm::format::{self, Formatter};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::{Value, Wrap, Wraps};

pub(crate) const NATIVES: Natives = &[
    ("fmt_new", |_, _| Ok(Value::object(Formatter::new(FormatSpec::default())))),
    ("fmt_take", |_, args| Ok(formatter_mut(args)?.take_text().into())),
    ("fmt_sub", |_, args| Ok(Value::object(Formatter::new(formatter(args)?.spec)))),
    ("fmt_write_str", |_, args| {
        let text = arg::take(args, 1);
        let text = text.as_str().ok_or_else(|| disagree("text that is none"))?;
        formatter_mut(args)?.text.push_str(text);
        DONE
    }),
    ("fmt_write_char", |_, args| {
        let c = arg::char(args, 1)?;
        formatter_mut(args)?.text.push(c);
        DONE
    }),
    ("fmt_pad", |_, args| {
        let text = arg::take(args, 1);
        let text = text.as_str().ok_or_else(|| disagree("text that is none"))?;
        let formatter = formatter_mut(args)?;
        let spec = formatter.spec;
        format::pad(&mut formatter.text, &spec, text);
        DONE
    }),
    ("fmt_pad_integral", |_, args| {
        let positive = arg::bool(args, 1)?;
        let (prefix, digits) = (arg::take(args, 2), arg::take(args, 3));
        let (Some(prefix), Some(digits)) = (prefix.as_str(), digits.as_str()) else {
            return Err(disagree("text that is none"));
        };
        let formatter = formatter_mut(args)?;
        let spec = formatter.spec;
        format::pad_integral(&mut formatter.text, &spec, positive, prefix, digits);
        DONE
    }),
    ("fmt_width", |_, args| Ok(formatter(args)?.spec.width.into())),
    ("fmt_precision", |_, args| Ok(formatter(args)?.spec.precision.into())),
    ("fmt_fill", |_, args| Ok(formatter(args)?.spec.fill.into())),
    ("fmt_align", |_, args| {
        let number: u8 = match formatter(args)?.spec.align {
            Some(Align::Left) => 0,
            Some(Align::Right) => 1,
            Some(Align::Center) => 2,
            None => 3,
        };
        Ok(number.into())
    }),
    ("fmt_alternate", |_, args| Ok(formatter(args)?.spec.alternate.into())),
    ("fmt_sign_plus", |_, args| Ok(formatter(args)?.spec.plus.into())),
    ("fmt_sign_minus", |_, args| Ok(formatter(args)?.spec.minus.into())),
    ("fmt_zero_pad", |_, args| Ok(formatter(args)?.spec.zero.into())),
];

/// `Ok(())`: writing to a formatter does not fail.
const DONE: NativeResult = Ok(Value::Unit(Wraps(Wrap::Ok as u32)));

fn formatter(args: &[Value]) -> Result<&Formatter, Exit> {
    arg::object(args, 0)
}

fn formatter_mut(args: &mut [Value]) -> Result<&mut Formatter, Exit> {
    arg::object_mut(args, 0)
}

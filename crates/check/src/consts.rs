//! Constants that types have: discriminants.

use crate::Checker;

impl Checker {
    /// The value `as` gives for a variant.
    pub(crate) fn discriminant(&mut self, adt: crate::types::DefId, variant: usize) -> Option<i128> {
        let data = self.adt(adt)?;
        let mut value = 0i128;
        for (i, v) in data.variants.iter().enumerate() {
            if let Some(e) = &v.discriminant {
                value = self.const_eval(e, &data.scope, &[], None)?;
            } else if i > 0 {
                value += 1;
            }
            if i == variant {
                return Some(value);
            }
        }
        None
    }
}

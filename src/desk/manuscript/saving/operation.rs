//! The name that a browser gives to what it asks for.

use crate::error::{AppError, Problem};

/// The name of an operation: sent again, it is the same operation. 16 to 64 ASCII letters, digits and
/// hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desk::manuscript) struct Operation(String);

impl Operation {
    /// Reads what a browser has sent.
    pub(in crate::desk::manuscript) fn parse(text: &str) -> Result<Self, AppError> {
        let is_name = (16..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_name {
            Ok(Self(text.to_owned()))
        } else {
            Err(AppError::invalid("operation", Problem::NotAChoice))
        }
    }

    /// The name as text.
    pub(in crate::desk::manuscript) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_has_a_name_that_nothing_else_has() {
        assert!(Operation::parse("0123456789abcdef").is_ok());
        assert!(Operation::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").is_ok());
        for bad in [
            "",
            "0123456789abcde",
            &"a".repeat(65),
            "0123456789 abcdef",
            "қ123456789abcdef",
        ] {
            assert!(Operation::parse(bad).is_err(), "{bad}");
        }
    }
}

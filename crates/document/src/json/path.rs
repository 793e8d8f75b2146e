use std::fmt;

/// Where in the JSON something is, as a chain on the stack: it costs nothing until an error is told.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Member(&'a Path<'a>, &'a str, usize),
}

impl<'a> Path<'a> {
    /// A field of the object here.
    pub fn field(&'a self, name: &'a str) -> Self {
        Path::Field(self, name)
    }

    /// A member of an array that is a field of the object here.
    pub fn member(&'a self, name: &'a str, index: usize) -> Self {
        Path::Member(self, name, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = |parent: &Path, name: &str| match parent {
            Path::Root => write!(formatter, "{name}"),
            Path::Field(..) | Path::Member(..) => write!(formatter, "{parent}.{name}"),
        };
        match self {
            Path::Root => formatter.write_str("doc"),
            Path::Field(parent, name) => before(parent, name),
            Path::Member(parent, name, index) => {
                before(parent, name)?;
                write!(formatter, "[{index}]")
            }
        }
    }
}

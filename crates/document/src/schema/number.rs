/// A whole number from 1 to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositiveInteger<const MAX: u32> {
    value: u32,
}

impl<const MAX: u32> PositiveInteger<MAX> {
    /// The greatest value.
    pub const MAX: u32 = MAX;

    /// The number 1.
    pub const ONE: Self = Self { value: 1 };

    /// The number, nothing if it is 0 or greater than `MAX`.
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        if value >= 1 && value <= MAX {
            Some(Self { value })
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.value
    }
}

impl<const MAX: u32> std::fmt::Display for PositiveInteger<MAX> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(formatter)
    }
}

/// The width or height of a picture in pixels. The limit is that of HTML's integers.
pub type Pixels = PositiveInteger<2_147_483_647>;

/// The number of a list's first item. The limit is that of HTML's integers.
pub type ListStart = PositiveInteger<2_147_483_647>;

/// How many columns or rows a cell takes. The limit is HTML's for `colspan`.
pub type Span = PositiveInteger<1000>;

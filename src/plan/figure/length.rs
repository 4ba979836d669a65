use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};

use serde::{Serialize, Serializer};

/// A length or coordinate in tenths of the drawing's unit.
///
/// Whole numbers, because sums of them are the same on every machine and can be compared exactly; one unit is about
/// one pixel on a phone, so a tenth is finer than anybody sees. Arithmetic saturates: no input makes it overflow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i32);

impl Length {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From whole units.
    #[must_use]
    pub const fn units(units: i32) -> Self {
        Self(units.saturating_mul(10))
    }

    /// From tenths of a unit.
    #[must_use]
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths)
    }

    /// In tenths of a unit.
    #[must_use]
    pub const fn in_tenths(self) -> i32 {
        self.0
    }

    /// Writes it as SVG wants it: no trailing zero, no minus before nothing.
    pub(super) fn push_to(self, out: &mut String) {
        if self.0 < 0 {
            out.push('-');
        }
        let tenths = self.0.unsigned_abs();
        push_digits(out, tenths / 10);
        if !tenths.is_multiple_of(10) {
            out.push('.');
            push_digits(out, tenths % 10);
        }
    }

    /// This length times a ratio, rounded down. A ratio with nothing below the line counts as one.
    pub(super) fn scaled(self, over: i64, under: i64) -> Self {
        let product = i64::from(self.0).saturating_mul(over);
        let tenths = product.checked_div(under).unwrap_or(i64::from(self.0));
        Self(i32::try_from(tenths).unwrap_or(i32::MAX))
    }

    /// This length once for each of `count` things.
    pub(super) fn times(self, count: usize) -> Self {
        self * i32::try_from(count).unwrap_or(i32::MAX)
    }
}

/// A whole number, without the detour through a formatter: figures have hundreds of them.
fn push_digits(out: &mut String, number: u32) {
    if number > 9 {
        push_digits(out, number / 10);
    }
    out.extend(char::from_digit(number % 10, 10));
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<i32> for Length {
    type Output = Self;
    fn mul(self, factor: i32) -> Self {
        Self(self.0.saturating_mul(factor))
    }
}

impl Div<i32> for Length {
    type Output = Self;
    fn div(self, divisor: i32) -> Self {
        Self(self.0.checked_div(divisor).unwrap_or(self.0))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// As a number: whole where it is whole, so that templates print it as SVG wants it too.
impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 10 {
            0 => serializer.serialize_i32(self.0 / 10),
            _ => serializer.serialize_f64(f64::from(self.0) / 10.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn prints_the_same_by_hand_and_as_a_number() {
        for (tenths, expected) in
            [(0, "0"), (120, "12"), (125, "12.5"), (-5, "-0.5"), (-120, "-12"), (3, "0.3"), (10_070, "1007")]
        {
            let length = Length::tenths(tenths);
            let mut written = String::new();
            length.push_to(&mut written);
            assert_eq!(written, expected);
            assert_eq!(serde_json::to_string(&length).unwrap(), expected);
        }
    }

    #[test]
    fn saturates_where_it_would_overflow() {
        let most = Length::tenths(i32::MAX);
        assert_eq!(most + most, most);
        assert_eq!(most.times(usize::MAX), most);
        assert_eq!(most.scaled(7, 0), most);
    }
}

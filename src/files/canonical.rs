use std::fmt;

use serde::ser::{self, Serialize, Serializer};

/// Writes a value as bytes that no other value of its type gives: the same in every run and on every machine, and only
/// for comparing. Quicker than a text, since nothing is escaped or put into digits, and a field is known by its place.
///
/// # Errors
/// Those of the value; strings, numbers and lists always serialise.
pub fn write_canonical(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) -> fmt::Result {
    value.serialize(&mut Canonical(out))
}

/// Each value begins with a tag; what is of any length says how long it is or where it ends.
struct Canonical<'a>(&'a mut Vec<u8>);

impl Canonical<'_> {
    fn tagged(&mut self, tag: u8, bytes: &[u8]) {
        self.0.push(tag);
        self.0.extend_from_slice(bytes);
    }

    /// Text or bytes after their length, which takes a byte for most of them.
    fn counted(&mut self, bytes: &[u8]) {
        const LONG: u8 = u8::MAX;
        match u8::try_from(bytes.len()) {
            Ok(length) if length < LONG => self.0.push(length),
            _ => self.tagged(LONG, &(bytes.len() as u64).to_le_bytes()),
        }
        self.0.extend_from_slice(bytes);
    }

    /// Opens what [`END`] closes.
    fn open(&mut self, tag: u8) -> &mut Self {
        self.0.push(tag);
        self
    }
}

const END: u8 = b'.';

macro_rules! numbers {
    ($($method:ident: $number:ty = $tag:literal),+ $(,)?) => {
        $(fn $method(self, value: $number) -> fmt::Result {
            self.tagged($tag, &value.to_le_bytes());
            Ok(())
        })+
    };
}

impl Serializer for &mut Canonical<'_> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8 = b'1', serialize_i16: i16 = b'2', serialize_i32: i32 = b'3', serialize_i64: i64 = b'4',
        serialize_i128: i128 = b'5', serialize_u8: u8 = b'6', serialize_u16: u16 = b'7', serialize_u32: u32 = b'8',
        serialize_u64: u64 = b'9', serialize_u128: u128 = b'0', serialize_f32: f32 = b'f', serialize_f64: f64 = b'd',
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.tagged(b'b', &[u8::from(value)]);
        Ok(())
    }

    fn serialize_char(self, value: char) -> fmt::Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        self.open(b's').counted(value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> fmt::Result {
        self.open(b'y').counted(value);
        Ok(())
    }

    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self.open(b'?'))
    }

    fn serialize_unit(self) -> fmt::Result {
        self.open(b'n');
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.open(b'v').counted(variant.as_bytes());
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.open(b'w').counted(variant.as_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        self.open(b'(').counted(variant.as_bytes());
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self.open(b'm'))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.open(b'{').counted(name.as_bytes());
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, fmt::Error> {
        self.open(b'e').counted(variant.as_bytes());
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// Lists of values, closed by [`END`].
macro_rules! elements {
    ($($list:ident::$method:ident),+ $(,)?) => {
        $(impl ser::$list for &mut Canonical<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                value.serialize(&mut **self)
            }

            fn end(self) -> fmt::Result {
                self.open(END);
                Ok(())
            }
        })+
    };
}

elements! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

/// Fields in the order of their type, whose name comes before them; closed by [`END`]. One that is left out leaves a
/// sign in its place.
macro_rules! fields {
    ($($list:ident),+) => {
        $(impl ser::$list for &mut Canonical<'_> {
            type Ok = ();
            type Error = fmt::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> fmt::Result {
                value.serialize(&mut **self)
            }

            fn skip_field(&mut self, _: &'static str) -> fmt::Result {
                self.open(b'-');
                Ok(())
            }

            fn end(self) -> fmt::Result {
                self.open(END);
                Ok(())
            }
        })+
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for &mut Canonical<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(&mut **self)
    }

    fn end(self) -> fmt::Result {
        self.open(END);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::write_canonical;

    fn bytes(value: &impl Serialize) -> Vec<u8> {
        let mut out = Vec::new();
        write_canonical(value, &mut out).unwrap();
        out
    }

    #[derive(Serialize)]
    struct Link {
        #[serde(skip_serializing_if = "Option::is_none")]
        href: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'static str>,
    }

    #[derive(Serialize)]
    enum Part {
        Gap,
        Words(&'static str),
        Pair(u8, u8),
        Cell { text: &'static str },
    }

    #[derive(Serialize)]
    struct Source<'a> {
        name: &'a str,
    }

    #[derive(Serialize)]
    struct Topic<'a> {
        title: &'a str,
    }

    /// Nothing but the names of their types tells these apart.
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Record<'a> {
        Source(Source<'a>),
        Topic(Topic<'a>),
    }

    /// Each pair would be one text if lengths, ends, names or tags were missing.
    #[test]
    fn no_two_values_of_a_type_look_alike() {
        let link = |href, text| bytes(&Link { href, text });
        assert_ne!(link(Some("a"), None), link(None, Some("a")));
        assert_ne!(bytes(&["a", "bc"]), bytes(&["ab", "c"]));
        let long = "a".repeat(300);
        assert_ne!(bytes(&[long.as_str(), "b"]), bytes(&[&long[1..], "ab"]));
        let (source, topic) = (Record::Source(Source { name: "a" }), Record::Topic(Topic { title: "a" }));
        assert_ne!(bytes(&source), bytes(&topic));
        assert_ne!(bytes(&vec![vec!["a"], vec![]]), bytes(&vec![vec![], vec!["a"]]));
        assert_ne!(bytes(&[Some(""), None]), bytes(&[None, Some("")]));
        assert_ne!(bytes(&Some(None::<u8>)), bytes(&None::<Option<u8>>));
        assert_ne!(bytes(&[1_u64, 256]), bytes(&[256_u64, 1]));
        assert_ne!(bytes(&BTreeMap::from([("a", "b")])), bytes(&BTreeMap::from([("b", "a")])));
        let parts = [Part::Gap, Part::Words("Gap"), Part::Pair(1, 2), Part::Pair(2, 1), Part::Cell { text: "Gap" }];
        let mut all: Vec<_> = parts.iter().map(bytes).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), parts.len());
    }

    #[test]
    fn the_bytes_are_the_same_on_every_machine() {
        assert_eq!(bytes(&("é", 1_u16, true)), b"[s\x02\xc3\xa97\x01\0b\x01.");
    }
}

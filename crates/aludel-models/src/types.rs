//! What the types of Rust and of its crates are in a database.

use aludel_table::ColumnType as T;

use crate::{Class, ColumnType};

/// Implements [`ColumnType`] for types that are one thing in every database.
macro_rules! types {
    ($($(#[$attribute:meta])* $rust:ty: $class:ident = $column_type:expr;)*) => {$(
        $(#[$attribute])*
        impl ColumnType for $rust {
            const CLASS: Class = Class::$class;

            fn column_type() -> T {
                $column_type
            }
        }
    )*};
}

mod crates;

types! {
    bool: Other = T::Boolean;
    i8: Integer = T::TinyInt;
    i16: Integer = T::SmallInt;
    i32: Integer = T::Integer;
    i64: Integer = T::BigInt;
    u16: Integer = T::Unsigned(Box::new(T::SmallInt));
    u32: Integer = T::Unsigned(Box::new(T::Integer));
    u64: Integer = T::Unsigned(Box::new(T::BigInt));
    f32: Other = T::Real;
    f64: Other = T::Double;
    char: Text = T::Char(None);
    str: Text = T::String;
    String: Text = T::String;
    std::net::IpAddr: Other = T::Inet;
    std::net::Ipv4Addr: Other = T::Inet;
    std::net::Ipv6Addr: Other = T::Inet;
    std::time::Duration: Other = T::Interval;
    std::time::SystemTime: Other = T::TimestampTz;
}

/// Whole numbers that are never 0.
macro_rules! non_zero {
    ($($name:ident of $number:ty;)*) => {$(
        impl ColumnType for std::num::$name {
            const CLASS: Class = Class::Integer;

            fn column_type() -> T {
                <$number>::column_type()
            }
        }
    )*};
}

non_zero! {
    NonZeroI8 of i8;
    NonZeroI16 of i16;
    NonZeroI32 of i32;
    NonZeroI64 of i64;
    NonZeroU8 of u8;
    NonZeroU16 of u16;
    NonZeroU32 of u32;
    NonZeroU64 of u64;
}

impl ColumnType for u8 {
    const CLASS: Class = Class::Integer;

    fn column_type() -> T {
        T::Unsigned(Box::new(T::TinyInt))
    }

    fn array() -> T {
        T::Bytes
    }
}

impl<V: ColumnType> ColumnType for Option<V> {
    const NULLABLE: bool = true;
    const CLASS: Class = V::CLASS;

    fn column_type() -> T {
        V::column_type()
    }

    fn array() -> T {
        V::array()
    }

    fn enums(into: &mut Vec<aludel_table::EnumType>) {
        V::enums(into);
    }
}

/// Implements [`ColumnType`] for what is the same as the value within.
macro_rules! transparent {
    ($($container:ty;)*) => {$(
        impl<V: ColumnType + ?Sized> ColumnType for $container {
            const NULLABLE: bool = V::NULLABLE;
            const CLASS: Class = V::CLASS;

            fn column_type() -> T {
                V::column_type()
            }

            fn array() -> T {
                V::array()
            }

            fn enums(into: &mut Vec<aludel_table::EnumType>) {
                V::enums(into);
            }
        }
    )*};
}

transparent! {
    Box<V>;
    std::rc::Rc<V>;
    std::sync::Arc<V>;
    &V;
}

impl<V: ColumnType + ToOwned + ?Sized> ColumnType for std::borrow::Cow<'_, V> {
    const NULLABLE: bool = V::NULLABLE;
    const CLASS: Class = V::CLASS;

    fn column_type() -> T {
        V::column_type()
    }

    fn enums(into: &mut Vec<aludel_table::EnumType>) {
        V::enums(into);
    }
}

impl<V: ColumnType> ColumnType for [V] {
    const CLASS: Class = Class::Other;

    fn column_type() -> T {
        V::array()
    }

    fn enums(into: &mut Vec<aludel_table::EnumType>) {
        V::enums(into);
    }
}

impl<V: ColumnType> ColumnType for Vec<V> {
    const CLASS: Class = Class::Other;

    fn column_type() -> T {
        V::array()
    }

    fn enums(into: &mut Vec<aludel_table::EnumType>) {
        V::enums(into);
    }
}

impl<V: ColumnType, const N: usize> ColumnType for [V; N] {
    const CLASS: Class = Class::Other;

    fn column_type() -> T {
        V::array()
    }

    fn enums(into: &mut Vec<aludel_table::EnumType>) {
        V::enums(into);
    }
}

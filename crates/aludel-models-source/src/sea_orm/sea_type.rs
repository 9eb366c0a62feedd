//! SeaORM's column types, and what `sea-query` makes of each in a database.
//!
//! SeaORM creates tables with names of its own on SQLite (`datetime_text`, `uuid_text`) and with
//! lengths of its own on MySQL. What a model creates is written as SeaORM writes it, so that the
//! two never quarrel about one database; beside it stands the class that it is compared by.

use aludel::Dialect;
use aludel_table::{ColumnType, Sql};

/// `sea_query::ColumnType`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SeaType {
    Char(Option<u32>),
    String(Length),
    Text,
    Blob,
    /// Of 1, 2, 4 or 8 bytes.
    Integer(u8),
    /// Of 1, 2, 4 or 8 bytes.
    Unsigned(u8),
    Float,
    Double,
    Decimal(Option<(u32, u32)>),
    DateTime,
    Timestamp,
    TimestampWithTimeZone,
    Time,
    Date,
    Year,
    Interval(Option<String>),
    Binary(u32),
    VarBinary(Length),
    Bit(Option<u32>),
    VarBit(u32),
    Boolean,
    Money(Option<(u32, u32)>),
    Json,
    JsonBinary,
    Uuid,
    Custom(String),
    Enum {
        name: String,
        values: Vec<String>,
    },
    Array(Box<SeaType>),
    Vector(Option<u32>),
    Cidr,
    Inet,
    MacAddr,
    LTree,
}

/// `sea_query::StringLen`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    N(u32),
    Max,
    None,
}

impl SeaType {
    /// What a Rust type is without `column_type`; `None`: SeaORM has nothing for it.
    pub(crate) fn of(column_type: &ColumnType) -> Option<Self> {
        Some(match column_type {
            ColumnType::Boolean => SeaType::Boolean,
            ColumnType::TinyInt => SeaType::Integer(1),
            ColumnType::SmallInt => SeaType::Integer(2),
            ColumnType::Integer => SeaType::Integer(4),
            ColumnType::BigInt => SeaType::Integer(8),
            ColumnType::Unsigned(of) => match SeaType::of(of)? {
                SeaType::Integer(bytes) => SeaType::Unsigned(bytes),
                _ => return None,
            },
            ColumnType::Real => SeaType::Float,
            ColumnType::Double => SeaType::Double,
            ColumnType::Numeric(digits) => SeaType::Decimal(*digits),
            ColumnType::String | ColumnType::Text | ColumnType::Varchar(None) => {
                SeaType::String(Length::None)
            }
            ColumnType::Varchar(Some(length)) => SeaType::String(Length::N(*length)),
            ColumnType::Char(length) => SeaType::Char(*length),
            ColumnType::Bytes => SeaType::VarBinary(Length::None),
            ColumnType::Date => SeaType::Date,
            ColumnType::Time => SeaType::Time,
            ColumnType::Timestamp => SeaType::DateTime,
            ColumnType::TimestampTz => SeaType::TimestampWithTimeZone,
            ColumnType::Uuid => SeaType::Uuid,
            // `Json` is `serde_json::Value`, and that is `json`: only an attribute makes it `jsonb`.
            ColumnType::Json | ColumnType::JsonBinary => SeaType::Json,
            ColumnType::Inet => SeaType::Inet,
            ColumnType::Cidr => SeaType::Cidr,
            ColumnType::MacAddr => SeaType::MacAddr,
            ColumnType::Array(of) => SeaType::Array(Box::new(SeaType::of(of)?)),
            ColumnType::Enum(_, name) => SeaType::Enum { name: name.clone(), values: Vec::new() },
            ColumnType::Written { name, otherwise } => match name.any.as_ref().or(name.postgres.as_ref()) {
                Some(name) if name == "vector" => SeaType::Vector(None),
                Some(name) => SeaType::Custom(name.clone()),
                // However `uuid::fmt::Simple` is written, SeaORM has one type for it.
                None => SeaType::of(otherwise.as_deref()?)?,
            },
            _ => return None,
        })
    }

    /// The type of a column; the error says what SeaORM has no name for.
    pub(crate) fn to_column_type(&self, dialect: Dialect, major: u32) -> Result<ColumnType, String> {
        if let (SeaType::Enum { name, .. }, Dialect::Postgres | Dialect::Mysql) = (self, dialect) {
            return Ok(ColumnType::Enum(None, name.clone()));
        }
        let class = self.class_on(dialect, major);
        let written = match dialect {
            Dialect::Postgres => self.postgres(),
            Dialect::Sqlite => self.sqlite(major),
            Dialect::Mysql => self.mysql(),
        };
        match (written, class) {
            (Name::None, _) => Err(format!("SeaORM has no {} on this database", self.word())),
            (Name::OfClass, Some(class)) => Ok(class),
            (Name::OfClass, None) => Ok(ColumnType::Unknown(self.word())),
            (Name::Written(text), Some(class)) if plain(dialect, &class).as_ref() == Some(&text) => Ok(class),
            (Name::Written(text), class) => {
                let mut name = Sql::default();
                match dialect {
                    Dialect::Postgres => name.postgres = Some(text),
                    Dialect::Sqlite => name.sqlite = Some(text),
                    Dialect::Mysql => name.mysql = Some(text),
                }
                Ok(ColumnType::Written { name, otherwise: class.map(Box::new) })
            }
        }
    }

    /// What it is compared by, where a database has a type of each kind.
    pub(crate) fn class(&self) -> Option<ColumnType> {
        match self {
            SeaType::Enum { name, .. } => Some(ColumnType::Enum(None, name.clone())),
            other => other.class_on(Dialect::Mysql, 2),
        }
    }

    /// What it is compared by; `None`: only its name says what it is.
    fn class_on(&self, dialect: Dialect, major: u32) -> Option<ColumnType> {
        let integer = |bytes| match bytes {
            1 => ColumnType::TinyInt,
            2 => ColumnType::SmallInt,
            4 => ColumnType::Integer,
            _ => ColumnType::BigInt,
        };
        Some(match self {
            SeaType::Char(length) => ColumnType::Char(*length),
            SeaType::String(Length::N(length)) => ColumnType::Varchar(Some(*length)),
            SeaType::String(_) => ColumnType::Varchar(None),
            SeaType::Text => ColumnType::Text,
            SeaType::Integer(bytes) => integer(*bytes),
            // The second SeaORM takes the next wider type where a database has no unsigned one.
            SeaType::Unsigned(bytes) if dialect == Dialect::Postgres => match (bytes, major) {
                (2 | 4, 2..) => integer(bytes * 2),
                _ => integer(*bytes),
            },
            SeaType::Unsigned(bytes) => ColumnType::Unsigned(Box::new(integer(*bytes))),
            SeaType::Float => ColumnType::Real,
            SeaType::Double => ColumnType::Double,
            SeaType::Decimal(digits) => ColumnType::Numeric(*digits),
            SeaType::DateTime | SeaType::Timestamp => ColumnType::Timestamp,
            SeaType::TimestampWithTimeZone => ColumnType::TimestampTz,
            SeaType::Time => ColumnType::Time,
            SeaType::Date => ColumnType::Date,
            SeaType::Interval(None) => ColumnType::Interval,
            SeaType::Blob | SeaType::Binary(_) | SeaType::VarBinary(_) => ColumnType::Bytes,
            SeaType::Boolean => ColumnType::Boolean,
            SeaType::Money(digits) if dialect != Dialect::Postgres => ColumnType::Numeric(*digits),
            SeaType::Json => ColumnType::Json,
            SeaType::JsonBinary => ColumnType::JsonBinary,
            SeaType::Uuid => ColumnType::Uuid,
            SeaType::Enum { .. } => ColumnType::Text,
            SeaType::Array(of) => ColumnType::Array(Box::new(of.to_column_type(dialect, major).ok()?)),
            SeaType::Cidr => ColumnType::Cidr,
            SeaType::Inet => ColumnType::Inet,
            SeaType::MacAddr => ColumnType::MacAddr,
            _ => return None,
        })
    }

    fn postgres(&self) -> Name {
        match self {
            SeaType::Interval(Some(fields)) => Name::Written(format!("interval {fields}")),
            SeaType::Bit(length) => Name::Written(sized("bit", *length)),
            SeaType::VarBit(length) => Name::Written(sized("varbit", Some(*length))),
            SeaType::Money(_) => Name::Written("money".to_owned()),
            SeaType::Vector(length) => Name::Written(sized("vector", *length)),
            SeaType::LTree => Name::Written("ltree".to_owned()),
            SeaType::Custom(name) => Name::Written(name.clone()),
            SeaType::Year => Name::None,
            _ => Name::OfClass,
        }
    }

    /// The names of `sea_query::SqliteQueryBuilder`.
    fn sqlite(&self, major: u32) -> Name {
        Name::Written(match self {
            SeaType::Char(length) => sized("char", *length),
            SeaType::String(Length::N(length)) => sized("varchar", Some(*length)),
            SeaType::String(_) => "varchar".to_owned(),
            SeaType::Text => "text".to_owned(),
            SeaType::Integer(1) | SeaType::Unsigned(1) => "tinyint".to_owned(),
            SeaType::Integer(2) | SeaType::Unsigned(2) => "smallint".to_owned(),
            SeaType::Integer(8) | SeaType::Unsigned(8) if major < 2 => "bigint".to_owned(),
            SeaType::Integer(_) | SeaType::Unsigned(_) => "integer".to_owned(),
            SeaType::Float => "float".to_owned(),
            SeaType::Double => "double".to_owned(),
            SeaType::Decimal(Some((precision, scale))) => format!("real({precision}, {scale})"),
            SeaType::Decimal(None) if major < 2 => "real".to_owned(),
            SeaType::Decimal(None) => "real_decimal".to_owned(),
            SeaType::DateTime => "datetime_text".to_owned(),
            SeaType::Timestamp => "timestamp_text".to_owned(),
            SeaType::TimestampWithTimeZone => "timestamp_with_timezone_text".to_owned(),
            SeaType::Time => "time_text".to_owned(),
            SeaType::Date => "date_text".to_owned(),
            SeaType::Binary(length) => sized("blob", Some(*length)),
            SeaType::VarBinary(Length::N(length)) => sized("varbinary_blob", Some(*length)),
            SeaType::VarBinary(_) => "varbinary_blob".to_owned(),
            SeaType::Blob => "blob".to_owned(),
            SeaType::Boolean => "boolean".to_owned(),
            SeaType::Money(Some((precision, scale))) => format!("real_money({precision}, {scale})"),
            SeaType::Money(None) => "real_money".to_owned(),
            SeaType::Json => "json_text".to_owned(),
            SeaType::JsonBinary => "jsonb_text".to_owned(),
            SeaType::Uuid => "uuid_text".to_owned(),
            SeaType::Enum { .. } => "enum_text".to_owned(),
            SeaType::Custom(name) => name.clone(),
            _ => return Name::None,
        })
    }

    /// The names of `sea_query::MysqlQueryBuilder`.
    fn mysql(&self) -> Name {
        Name::Written(match self {
            SeaType::Char(length) => sized("char", *length),
            SeaType::String(length) => sized("varchar", Some(length.on_mysql())),
            SeaType::Text => "text".to_owned(),
            SeaType::Integer(bytes) => mysql_integer(*bytes).to_owned(),
            SeaType::Unsigned(bytes) => format!("{} unsigned", mysql_integer(*bytes)),
            SeaType::Float => "float".to_owned(),
            SeaType::Double => "double".to_owned(),
            SeaType::Decimal(Some((precision, scale))) | SeaType::Money(Some((precision, scale))) => {
                format!("decimal({precision}, {scale})")
            }
            SeaType::Decimal(None) | SeaType::Money(None) => "decimal".to_owned(),
            SeaType::DateTime => "datetime".to_owned(),
            SeaType::Timestamp | SeaType::TimestampWithTimeZone => "timestamp".to_owned(),
            SeaType::Time => "time".to_owned(),
            SeaType::Date => "date".to_owned(),
            SeaType::Year => "year".to_owned(),
            SeaType::Binary(length) => sized("binary", Some(*length)),
            SeaType::VarBinary(length) => sized("varbinary", Some(length.on_mysql())),
            SeaType::Blob => "blob".to_owned(),
            SeaType::Bit(length) => sized("bit", *length),
            SeaType::VarBit(length) => sized("bit", Some(*length)),
            SeaType::Boolean => "bool".to_owned(),
            SeaType::Json | SeaType::JsonBinary => "json".to_owned(),
            SeaType::Uuid => "binary(16)".to_owned(),
            SeaType::Custom(name) => name.clone(),
            _ => return Name::None,
        })
    }

    fn word(&self) -> String {
        let text = format!("{self:?}");
        text.split(['(', ' ']).next().unwrap_or_default().to_owned()
    }
}

impl Length {
    fn on_mysql(self) -> u32 {
        match self {
            Length::N(length) => length,
            Length::Max => 65535,
            Length::None => 255,
        }
    }
}

/// What a class is called anyway, where SeaORM may call it so too.
fn plain(dialect: Dialect, class: &ColumnType) -> Option<String> {
    let text = match (class, dialect) {
        (ColumnType::Varchar(length), Dialect::Sqlite) => return Some(sized("varchar", *length)),
        (ColumnType::Varchar(length), _) => return Some(sized("varchar", Some(length.unwrap_or(255)))),
        (ColumnType::Char(length), _) => return Some(sized("char", *length)),
        (ColumnType::Unsigned(of), Dialect::Mysql) => {
            return Some(format!("{} unsigned", plain(dialect, of)?));
        }
        (ColumnType::Numeric(Some((precision, scale))), Dialect::Mysql) => {
            return Some(format!("decimal({precision}, {scale})"));
        }
        (ColumnType::Numeric(None), Dialect::Mysql) => "decimal",
        (ColumnType::Text, _) => "text",
        (ColumnType::Boolean, Dialect::Sqlite) => "boolean",
        (ColumnType::Boolean, _) => "bool",
        (ColumnType::TinyInt, Dialect::Mysql) => "tinyint",
        (ColumnType::SmallInt, Dialect::Mysql) => "smallint",
        (ColumnType::Integer, Dialect::Mysql) => "int",
        (ColumnType::BigInt, Dialect::Mysql) => "bigint",
        (ColumnType::SmallInt | ColumnType::TinyInt | ColumnType::Integer | ColumnType::BigInt, _) => {
            "integer"
        }
        (ColumnType::Real, Dialect::Mysql) => "float",
        (ColumnType::Double, Dialect::Mysql) => "double",
        (ColumnType::Date, Dialect::Mysql) => "date",
        (ColumnType::Uuid, Dialect::Mysql) => "binary(16)",
        (ColumnType::Json | ColumnType::JsonBinary, Dialect::Mysql) => "json",
        _ => return None,
    };
    Some(text.to_owned())
}

/// How a database calls a type.
enum Name {
    /// As the class is called anyway.
    OfClass,
    Written(String),
    /// It has none.
    None,
}

fn mysql_integer(bytes: u8) -> &'static str {
    match bytes {
        1 => "tinyint",
        2 => "smallint",
        4 => "int",
        _ => "bigint",
    }
}

fn sized(name: &str, length: Option<u32>) -> String {
    match length {
        Some(length) => format!("{name}({length})"),
        None => name.to_owned(),
    }
}

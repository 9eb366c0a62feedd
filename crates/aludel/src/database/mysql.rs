//! The driver.

use super::{ConnectOptions, Database, DatabaseError, ErrorKind};
use crate::url::DatabaseUrl;

pub(super) fn connect(_: &DatabaseUrl, _: &ConnectOptions) -> Result<Box<dyn Database>, DatabaseError> {
    Err(DatabaseError::new(ErrorKind::Unsupported, "not built yet"))
}

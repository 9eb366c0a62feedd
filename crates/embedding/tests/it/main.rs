//! The service's ways of migrating, on real databases.

mod embedded;

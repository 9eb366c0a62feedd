pub use super::bakery::Entity as Bakery;
pub use super::cake::Entity as Cake;

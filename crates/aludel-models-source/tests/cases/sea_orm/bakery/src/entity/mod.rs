pub mod prelude;

pub mod bakery;
pub mod cake;
pub mod cakes_bakers;
pub mod lineitem;

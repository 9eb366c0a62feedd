//! What the shop keeps.

mod customer;
mod order;

#[cfg(test)]
mod tests {
    #[derive(aludel_models::Table)]
    struct Never {
        id: i32,
    }
}

#[cfg(feature = "audit")]
mod audit;
#[cfg(feature = "extra")]
mod extra;

pub mod inline {
    use super::customer::CustomerId;
    use aludel_models::Table;

    #[derive(Table)]
    pub struct Visit {
        #[column(primary_key)]
        pub id: i64,
        pub customer: Option<CustomerId>,
        #[cfg(feature = "extra")]
        pub extra: String,
        #[cfg_attr(feature = "audit", column(unique))]
        pub token: uuid::Uuid,
    }
}

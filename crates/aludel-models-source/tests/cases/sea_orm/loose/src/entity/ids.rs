macro_rules! id {
    ($name:ident) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, DeriveValueType)]
        pub struct $name(pub i32);
    };
}

id!(DocumentId);

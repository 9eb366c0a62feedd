diesel::table! {
    slips (id) {
        id -> Integer,
        name -> Nullable<Array<Txt>>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::shapes::*;

    drawings (id) {
        id -> Integer,
        outline -> Polygon,
    }
}

diesel::table! {
    users (id) {
        id => Integer,
    }
}

diesel::table! {
    posts (id) {
        id -> Integer,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
    }
}

mod gone;

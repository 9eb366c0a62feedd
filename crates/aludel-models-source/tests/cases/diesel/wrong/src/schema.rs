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
        id -> Integer,
    }
}

mod gone;

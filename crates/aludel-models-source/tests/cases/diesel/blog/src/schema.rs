// @generated automatically by Diesel CLI.

diesel::table! {
    comments (id) {
        id -> Int4,
        post_id -> Int4,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    /// Representation of the `posts` table.
    posts {
        id -> Int4,
        #[sql_name = "type"]
        type_ -> Nullable<Varchar>,
        #[max_length = 255]
        title -> Varchar,
        tags -> Array<Nullable<Text>>,
        user_id -> Nullable<Int8>,
        #[cfg(feature = "search")]
        search -> Tsvector,
        #[cfg(with_places)]
        place -> Text,
    }
}

table! {
    posts_tags (post_id, tag_id) {
        post_id -> Integer,
        tag_id -> Integer,
    }
}

pub mod app {
    diesel::table! {
        #[sql_name = "accounts"]
        app.users (id) {
            id -> Int8,
        }
    }
}

/// A part of the program with its own, which says the same.
pub mod tags {
    table! {
        posts_tags (post_id, tag_id) {
            tag_id -> Int4,
            post_id -> Int4,
        }
    }
}

diesel::joinable!(comments -> posts (post_id));
diesel::joinable!(posts -> users (user_id));
diesel::joinable!(posts -> tags (tag_id));
diesel::joinable!(comments -> tags (tag_id));

diesel::allow_tables_to_appear_in_same_query!(comments, posts, users,);

diesel::view! {
    active_users {
        id -> Int4,
    }
}

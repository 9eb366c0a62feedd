use aludel_models::Table;

#[derive(Table)]
pub struct Wrong {
    #[column(primary_key, identity)]
    id: String,
    point: geo::Point<f64>,
    place: Option<Place>,
    #[column(lenght = 3)]
    name: String,
}

#[derive(Table)]
#[table(name = "twice")]
pub struct One {
    #[column(primary_key)]
    id: i32,
    #[column(length = 3)]
    number: i32,
    place: Option<Place>,
}

#[derive(Table)]
#[table(name = "twice")]
pub struct Two {
    #[column(primary_key)]
    id: i32,
    point: geo::Point<f64>,
}

#[derive(Table)]
pub struct Borrowing<'a> {
    name: &'a str,
    map: std::collections::BTreeMap<String, i64>,
    count: usize,
}

pub struct Place {
    x: f32,
}

//! What attributes mean, and what is said of wrong ones.

use super::*;
use crate::column::{Identity, Sql};
use crate::table::{Reference, ReferenceAction, Term};

fn read(text: &str) -> Result<TableSyntax, Vec<String>> {
    let input = syn::parse_str(text).unwrap();
    let places: Places = std::rc::Rc::new(|_| place());
    table(input, &places).map_err(|error| error.into_iter().map(|it| it.to_string()).collect())
}

fn place() -> Place {
    Place { path: "a.rs".into(), line: 1, column: 1 }
}

fn written(text: &str) -> Sql {
    Sql { place: Some(place()), ..Sql::any(text) }
}

fn complaints(text: &str) -> Vec<String> {
    read(text).err().unwrap_or_default()
}

#[test]
fn a_struct_is_a_table() {
    let found = read(
        r#"
        #[table(name = "users", schema = "app", comment, renamed_from = "people", unique(tenant, email))]
        #[table(index(r#type, "lower(email)", created = "desc nulls last", where = "deleted is null", unique))]
        #[table(foreign_key(columns(tenant, r#type), references = "billing.kinds(tenant, kind)", on_delete = "set null"))]
        #[table(check("tenant > 0", name = "tenant_is_positive"))]
        /// Those who may come in.
        struct User {
            #[column(primary_key, identity = "always")]
            id: i64,
            #[column(references = "tenants", on_delete = "cascade", deferrable = "deferred")]
            tenant: i32,
            #[column(unique, length = 80, check(sqlite = "length(email) > 2", postgres = "email ~ '@'"))]
            email: String,
            #[sqlx(rename = "kind")]
            r#type: Option<String>,
            #[column(default = "now()", index)]
            created: Timestamp,
            #[column(type = "citext")]
            deleted: Option<Strange>,
            #[sqlx(json)]
            settings: Settings,
            #[column(skip)]
            password: String,
        }"#,
    );
    let TableSyntax { table, fields, .. } = found.unwrap_or_else(|it| panic!("{it:?}"));
    assert_eq!(table.name, "users");
    assert_eq!(table.schema.as_deref(), Some("app"));
    assert_eq!(table.comment.as_deref(), Some("Those who may come in."));
    let names: Vec<_> = table.columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["id", "tenant", "email", "kind", "created", "deleted", "settings"]);
    assert_eq!(table.columns[0].identity, Some(Identity::Always));
    assert_eq!(table.columns[3].column_type, ColumnType::Unknown(String::new()));
    assert_eq!(
        table.columns[5].column_type,
        ColumnType::Written { name: written("citext"), otherwise: None }
    );
    assert!(table.columns[5].nullable && !fields[5].needs_type && fields[3].needs_type);
    assert_eq!(table.columns[6].column_type, ColumnType::JsonBinary);
    let reference = table.columns[1].references.as_ref().unwrap();
    assert_eq!((reference.on_delete, reference.deferrable), (Some(ReferenceAction::Cascade), Some(true)));
    assert_eq!(
        table.uniques.iter().map(|it| it.columns.join(",")).collect::<Vec<_>>(),
        ["email", "tenant,email"]
    );
    let index = &table.indexes[1];
    assert!(index.is_unique && index.predicate == Some(written("deleted is null")));
    let kind = Term::Column { name: "kind".to_owned(), options: String::new() };
    let created = Term::Column { name: "created".to_owned(), options: "desc nulls last".to_owned() };
    assert_eq!(index.terms, [kind, Term::Expression(written("lower(email)")), created]);
    let Reference { schema, table: other, columns, .. } = &table.foreign_keys[0].reference;
    assert_eq!((schema.as_deref(), other.as_str(), columns.len()), (Some("billing"), "kinds", 2));
    let mut column = table.columns[2].clone();
    fields[2].resolve(&mut column, ColumnType::String, false).unwrap();
    assert_eq!(column.column_type, ColumnType::Varchar(Some(80)));
}

#[test]
fn all_complaints_are_said_at_once() {
    let found = complaints(
        r#"
        #[table(nam = "users", primary_key(idd))]
        struct User {
            #[column(uniqe)]
            id: i64,
            #[column(on_delete = "cascade", default = "1", generated = "2")]
            one: i32,
            #[column(references = "a", on_delete = "casade", scale = 2)]
            two: i32,
        }"#,
    );
    assert_eq!(
        found,
        [
            "there is no `nam` here; did you mean `name`?",
            "there is no `uniqe` here; did you mean `unique`?",
            "`on_delete` stands beside `references = \"table(column)\"`",
            "a generated column has no default",
            "there is no action `casade`; did you mean `cascade`? (there are: cascade, set null, set default, \
             restrict, no action)",
            "`scale` stands beside `precision`: `precision = 12, scale = 2`",
            "there is no field `idd`; did you mean `id`?",
        ]
    );
}

#[test]
fn a_struct_is_referred_to_and_embedded_by_its_name() {
    let found = read(
        r#"
        #[table(index(street, id), unique(zip), foreign_key(columns(id, team), references(crate::a::Order, a, r#type)))]
        struct User {
            id: i64,
            #[column(references = Self, on_delete = "cascade")]
            team: i64,
            #[sqlx(flatten)]
            address: models::Address,
            #[column(references(super::Team, id))]
            last: i64,
        }"#,
    );
    let found = found.unwrap_or_else(|it| panic!("{it:?}"));
    let told = |to: &StructReference| {
        let text = |tokens: proc_macro2::TokenStream| tokens.to_string().replace(' ', "");
        let fields: Vec<_> = to.fields.iter().map(ToString::to_string).collect();
        format!("{}({})", text(quote::ToTokens::to_token_stream(&to.path)), fields.join(","))
    };
    let at_fields: Vec<_> =
        found.fields.iter().filter_map(|field| field.references.as_deref()).map(told).collect();
    assert_eq!(at_fields, ["User()", "super::Team(id)"]);
    assert_eq!(found.foreign.iter().flatten().map(told).collect::<Vec<_>>(), ["crate::a::Order(a,r#type)"]);
    let reference = found.table.columns[1].references.as_ref().unwrap();
    assert!(reference.is_exact && reference.on_delete == Some(ReferenceAction::Cascade));
    let embedded: Vec<_> = found.embedded.iter().map(|it| (it.ident.to_string(), it.at)).collect();
    assert_eq!(embedded, [("address".to_owned(), 2)]);
    let awaited: Vec<_> = found.awaited.iter().map(ToString::to_string).collect();
    assert_eq!(awaited, ["zip", "street"]);
}

#[test]
fn a_table_is_a_struct_with_named_fields() {
    for text in ["struct A(i32);", "struct A;", "enum A { B }", "union A { b: i32 }", "struct A {}"] {
        assert_eq!(complaints(text).len(), 1, "{text}");
    }
    assert_eq!(complaints("struct A<T> { a: T }").len(), 1);
    let two = "struct A { #[column(primary_key)] a: i32, #[column(primary_key)] b: i32 }";
    assert_eq!(
        complaints(two),
        ["a table has one primary key; of several fields: `#[table(primary_key(a, b))]` at the struct"]
    );
}

#[test]
fn an_enum_is_a_type_and_so_is_a_struct_around_a_value() {
    let read = |text: &str| column_type(&syn::parse_str(text).unwrap()).unwrap_or_else(|it| panic!("{it}"));
    let mood = r#"#[column_type(schema = "app", rename_all = "kebab-case")]
        enum OrderState { New, InReview, #[column_type(rename = "done", renamed_from = "finished")] Shipped }"#;
    let TypeSyntax::Enum(mood) = read(mood) else { panic!("an enum") };
    assert_eq!((mood.schema.as_deref(), mood.name.as_str()), (Some("app"), "order_state"));
    let values: Vec<_> = mood.values.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(values, ["new", "in-review", "done"]);
    assert_eq!(mood.values[2].renamed_from.as_deref(), Some("finished"));
    let told = r#"#[sqlx(type_name = "app.mood", rename_all = "lowercase")] enum A { Good, #[sqlx(rename = "b")] Bad }"#;
    let TypeSyntax::Enum(told) = read(told) else { panic!("an enum") };
    assert_eq!(
        (told.schema.as_deref(), told.name.as_str(), told.values[0].name.as_str()),
        (Some("app"), "mood", "good")
    );
    for (text, is) in [
        ("#[repr(i16)] enum A { B = 1 }", "i16"),
        ("struct UserId(i64);", "i64"),
        ("struct UserId { value: uuid::Uuid }", "uuid::Uuid"),
        ("#[sqlx(type_name = \"text\")] enum A { B }", "::std::string::String"),
    ] {
        let TypeSyntax::Alias { ty, .. } = read(text) else { panic!("{text}") };
        assert_eq!(quote::ToTokens::to_token_stream(&ty).to_string().replace(' ', ""), is);
    }
    for (text, needs) in [
        ("#[sqlx(type_name = \"citext\")] struct A(String);", true),
        ("#[sqlx(type_name = \"app.address\")] struct A { street: String, zip: String }", false),
    ] {
        let TypeSyntax::Alias { needs_type, refinement, .. } = read(text) else { panic!("{text}") };
        assert!(needs_type == needs && refinement.written.is_some_and(|it| it.any.is_none()));
    }
    for text in ["enum A {}", "enum A { B(i32) }", "struct A(i32, i32);", "struct A;", "struct A<T>(T);"] {
        let error = column_type(&syn::parse_str(text).unwrap()).err();
        assert!(error.is_some(), "{text}");
    }
}

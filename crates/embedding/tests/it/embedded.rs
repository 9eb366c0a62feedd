//! What the build script has compiled in.

#[test]
fn the_folders_are_compiled_in() {
    let paths = |embedded: &'static aludel::Embedded| -> Vec<&str> {
        embedded.files().iter().map(|(path, _)| *path).collect()
    };
    assert_eq!(
        paths(embedding::MIGRATIONS),
        ["migrations/001_create_posts.sql", "migrations/002_add_slug.sql", "migrations/003_fill_slugs.sql"]
    );
    assert_eq!(
        paths(embedding::BILLING),
        ["billing/001_create_invoices.sql", "billing-reports/002_report.sql"]
    );
    assert_eq!(embedding::BILLING.migrations().unwrap().graph.len(), 2);
    assert!(std::ptr::eq(embedding::BILLING.migrations().unwrap(), embedding::BILLING.migrations().unwrap()));
}

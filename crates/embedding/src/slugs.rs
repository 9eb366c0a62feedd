//! A revision that SQL can't say in one way for three databases.

use aludel::Connection;
use aludel::function::BoxError;

/// Gives each post a slug of its title.
pub(crate) async fn fill(connection: Connection) -> Result<(), BoxError> {
    let mut batches = connection.batches("SELECT id, title FROM posts WHERE slug IS NULL", "id", 2);
    while let Some(rows) = batches.next().await? {
        for row in rows {
            let [Some(id), Some(title)] = row.as_slice() else { continue };
            let slug: String = title
                .chars()
                .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
                .collect();
            if slug.is_empty() {
                return Err(format!("post {id} has no title to make a slug of").into());
            }
            let slug = connection.literal(&slug);
            connection.execute(&format!("UPDATE posts SET slug = {slug} WHERE id = {id}")).await?;
        }
    }
    Ok(())
}

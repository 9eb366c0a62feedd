//! What is asked of MySQL and MariaDB.

use aludel::database::Database;

use super::{Check, Verdict, ask, cell, lines};

pub(super) fn look(database: &mut dyn Database, checks: &mut Vec<Check>) {
    checks.push(privileges(database));
    checks.push(ask(database, "long transactions", LONG_TRANSACTIONS, |rows| match rows.as_slice() {
        [] => Check::good("long transactions", "none over a minute"),
        some => Check::warning("long transactions", lines(some)).hint(
            "a change of a table they have used waits for its metadata lock, and everyone else behind it",
        ),
    }));
    checks.push(ask(database, "binary log", "SELECT @@log_bin, @@log_bin_trust_function_creators", |rows| {
        match (cell(&rows, 0), cell(&rows, 1)) {
            ("1", "0") => Check::warning("binary log", "functions and triggers need SUPER here")
                .hint("set log_bin_trust_function_creators = 1 on the server, where revisions make them"),
            _ => Check::good("binary log", "no limits for functions and triggers"),
        }
    }));
    checks.push(ask(database, "disk", SIZE, |rows| {
        let size = match cell(&rows, 0) {
            "" => "0",
            size => size,
        };
        Check::good(
            "disk",
            format!("the database takes {size} MiB; the free space of its disk can't be seen from here"),
        )
    }));
}

fn privileges(database: &mut dyn Database) -> Check {
    let wanted = ["CREATE", "ALTER", "DROP", "INDEX", "INSERT", "UPDATE", "DELETE", "SELECT"];
    ask(database, "privileges", "SHOW GRANTS", |rows| {
        let schema = |grant: &str| grant.contains(" ON *.*") || grant.contains(".*");
        let grants: Vec<String> = rows.iter().flatten().flatten().map(|grant| grant.to_uppercase()).collect();
        let on_tables: Vec<&String> = grants.iter().filter(|grant| schema(grant)).collect();
        if on_tables.iter().any(|grant| grant.contains("ALL PRIVILEGES")) {
            return Check::good("privileges", "all");
        }
        let missing: Vec<&str> =
            wanted.into_iter().filter(|word| !on_tables.iter().any(|grant| grant.contains(word))).collect();
        if missing.is_empty() {
            return Check::good("privileges", "may create, alter, drop and write");
        }
        // Rights may come by way of a role, or stand on single tables.
        Check::new(
            "privileges",
            Verdict::Warning,
            format!("not granted on the database: {}", missing.join(", ")),
        )
        .hint("`GRANT ALL PRIVILEGES ON the_database.* TO …`")
    })
}

const LONG_TRANSACTIONS: &str = "\
SELECT CONCAT('connection ', trx_mysql_thread_id), CONCAT('for ', TIMESTAMPDIFF(SECOND, trx_started, NOW()), ' s') \
FROM information_schema.innodb_trx \
WHERE trx_started < NOW() - INTERVAL 1 MINUTE AND trx_mysql_thread_id <> CONNECTION_ID() ORDER BY trx_started";

const SIZE: &str = "SELECT CAST(COALESCE(SUM(data_length + index_length), 0) / 1048576 AS UNSIGNED) \
FROM information_schema.tables WHERE table_schema = DATABASE()";

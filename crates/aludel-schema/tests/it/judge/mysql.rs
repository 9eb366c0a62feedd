//! What `mariadb-dump` writes.

use super::{Statement, split};

/// The schema without its rows. What it says of the server is said in comments, which go.
pub(super) const ARGUMENTS: [&str; 5] =
    ["--no-data", "--routines", "--triggers", "--events", "--skip-comments"];

/// The statements of a dump, without what it says to the session.
pub(super) fn statements(dump: &str) -> Vec<Statement> {
    let mut sql_mode = String::new();
    let mut statements = Vec::new();
    for text in cut(dump) {
        let plain = without_versions(&text);
        if let Some(rest) = plain.strip_prefix("SET sql_mode") {
            sql_mode = rest.trim_start_matches([' ', '=']).trim().to_owned();
        }
        let says_nothing = ["SET ", "DROP ", "ALTER DATABASE ", "USE ", "LOCK ", "UNLOCK ", "DELIMITER "];
        if plain.is_empty() || says_nothing.iter().any(|beginning| plain.starts_with(beginning)) {
            continue;
        }
        statements.push(statement(&plain, &sql_mode));
    }
    statements
}

fn statement(text: &str, sql_mode: &str) -> Statement {
    if text.starts_with("CREATE TABLE ") {
        let mut table = Statement::of_members(text);
        table.tail = without_counter(&table.tail);
        for member in &mut table.members {
            *member = without_collation(member, &table.tail);
        }
        return table;
    }
    let text = &one_spelling(text);
    // The mode of the session that made a body is a property of the body.
    let has_body =
        [" TRIGGER ", " PROCEDURE ", " FUNCTION ", " EVENT "].iter().any(|kind| text.contains(kind));
    let tail = if has_body { format!("[sql_mode {sql_mode}]") } else { String::new() };
    Statement { tail, ..Statement::whole(text) }
}

/// A trigger's head and a routine's parameters are kept as they were typed: they lose their quotes, their
/// line ends, and `IN`, which is meant where nothing is said.
fn one_spelling(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let plain = |text: &str| {
        let words = text.split_whitespace().map(|word| word.replace('`', ""));
        words.collect::<Vec<_>>().join(" ")
    };
    if let Some(place) = lower.find("for each row").filter(|_| lower.contains(" trigger ")) {
        let (head, body) = text.split_at(place);
        return format!("{} FOR EACH ROW {}", plain(head), body["for each row".len()..].trim());
    }
    let is_routine = [" procedure `", " function `"].iter().any(|word| lower.contains(word));
    if let Some((head, mut parameters, rest)) = split::members(text).filter(|_| is_routine) {
        for parameter in &mut parameters {
            let spelled = without_width(&plain(&parameter.to_lowercase()));
            *parameter = spelled.strip_prefix("in ").map_or(spelled.clone(), str::to_owned);
        }
        return format!("{head}({}) {rest}", parameters.join(", "));
    }
    text.to_owned()
}

/// The texts between what the dump itself declares to be the ends of statements.
fn cut(dump: &str) -> Vec<String> {
    let mut delimiter = ";".to_owned();
    let (mut texts, mut open) = (Vec::new(), String::new());
    for line in dump.lines() {
        if let Some(new) = line.strip_prefix("DELIMITER ") {
            delimiter = new.trim().to_owned();
            continue;
        }
        open.push_str(line);
        match open.trim_end().strip_suffix(delimiter.as_str()) {
            Some(text) => {
                texts.push(text.trim().to_owned());
                open.clear();
            }
            None => open.push('\n'),
        }
    }
    texts
}

/// The text with `/*!50003 CREATE*/` read as `CREATE`.
fn without_versions(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(start) = rest.find("/*!").or_else(|| rest.find("/*M!")) {
        plain.push_str(&rest[..start]);
        let inside = rest[start..].trim_start_matches(['/', '*', 'M', '!']);
        let inside = inside.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let end = inside.find("*/").unwrap_or(inside.len());
        plain.push_str(&inside[..end]);
        rest = inside.get(end + 2..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

/// A parameter without the width in which a number is shown: MySQL keeps what was typed, though it means
/// nothing to it.
fn without_width(parameter: &str) -> String {
    let Some((kind, rest)) = parameter.split_once("int(") else { return parameter.to_owned() };
    match rest.split_once(')') {
        Some((width, rest)) if width.parse::<u32>().is_ok() => format!("{kind}int{rest}"),
        _ => parameter.to_owned(),
    }
}

/// A column without the collation that the table gives it: MySQL remembers whether it was said.
fn without_collation(column: &str, options: &str) -> String {
    let value = |name: &str| Some(options.split_once(name)?.1.split(' ').next()?.to_owned());
    let Some(charset) = value("CHARSET=") else { return column.to_owned() };
    // Older sets have a collation that is not said.
    let collation = value("COLLATE=").unwrap_or(format!("{charset}_swedish_ci"));
    column.replace(&format!(" CHARACTER SET {charset} COLLATE {collation}"), "")
}

/// A table's options without `AUTO_INCREMENT=5`, which counts rows.
fn without_counter(options: &str) -> String {
    let words = options.split(' ').filter(|word| !word.starts_with("AUTO_INCREMENT="));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::judge::{Scope, differences};

    const SCHEMA: &str = "create table birds (id int auto_increment primary key,
            name varchar(20) default 'a, (b' comment 'it''s; a name', key by_name (name));
        create table nests (bird int, place text, check (bird > 0),
            constraint of_bird foreign key (bird) references birds (id)) comment 'AUTO_INCREMENT=';
        create view sad as select name from birds;
        create trigger trim_name before insert on birds for each row set new.name = trim(new.name);
        create procedure p() select 1;
        create sequence s start with 5;
        create event e on schedule every 1 day starts '2030-01-01' do delete from nests;";

    #[test]
    fn the_order_of_statements_and_of_columns_and_counters_are_put_aside() {
        let Some(server) = testkit::mariadb() else { return };
        let (one, other) = (server.database(), server.database());
        one.run(SCHEMA);
        other.run(
            "create sequence s start with 5;
            create table birds (name varchar(20) default 'a, (b' comment 'it''s; a name', key by_name (name));
            insert into birds values ('owl');
            alter table birds add id int auto_increment primary key;
            create table nests (place text, bird int, check (bird > 0)) comment 'AUTO_INCREMENT=';
            create event e on schedule every 1 day starts '2030-01-01' do delete from nests;
            alter table nests add constraint of_bird foreign key (bird) references birds (id);
            create procedure p() select 1;
            create trigger trim_name before insert on birds for each row set new.name = trim(new.name);
            create view sad as select name from birds",
        );
        assert_eq!(differences((&one, "in one"), (&other, "in the other"), Scope::Schema), None);
    }

    #[test]
    fn whatever_else_differs_is_told() {
        let Some(server) = testkit::mariadb() else { return };
        let one = server.database();
        one.run(SCHEMA);
        let told = |change: &str| {
            let other = server.database();
            other.run(SCHEMA);
            other.run(change);
            differences((&one, "in one"), (&other, "in the other"), Scope::Schema).unwrap_or_default()
        };
        assert!(told("alter table birds row_format = dynamic").contains("only in the other: ENGINE=InnoDB"));
        assert!(told("alter table nests comment 'x'").contains("COMMENT='x'"));
        let trigger = told("drop trigger trim_name");
        assert!(trigger.starts_with("only in one: CREATE") && trigger.contains("trim_name"), "{trigger}");
        assert!(told("create or replace view sad as select name from birds where id > 1").contains("> 1"));
        assert!(told("drop event e").contains("EVENT `e`"));
        assert!(
            told("set sql_mode = 'ansi_quotes'; create or replace procedure p() select 1")
                .contains("ANSI_QUOTES")
        );
        assert!(told("alter sequence s increment 3").contains("increment by 3"));
    }
}

use super::*;

fn shown(text: &str) -> String {
    match DatabaseUrl::parse(text) {
        Ok(url) => url.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn smoke() {
    for text in ["postgres://a:b@h/d", "sqlite:app.db", "host=x user=y password='a b'"] {
        eprintln!("{}", shown(text));
    }
}

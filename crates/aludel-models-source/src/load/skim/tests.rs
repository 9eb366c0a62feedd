//! What is taken out of a text and what stays, for each form that Rust has of hiding a bracket.

use syn::Item;

use super::skim;

fn kinds(text: &str) -> Vec<&'static str> {
    let file: syn::File = syn::parse_str(text).expect("a file");
    let kind = |item: &Item| match item {
        Item::Use(_) => "use",
        Item::ExternCrate(_) => "extern crate",
        Item::ForeignMod(_) => "extern",
        Item::Impl(_) => "impl",
        Item::Struct(_) => "struct",
        Item::Enum(_) => "enum",
        Item::Mod(_) => "mod",
        Item::Macro(_) => "macro",
        Item::Type(_) => "type",
        _ => "another",
    };
    file.items.iter().map(kind).collect()
}

#[test]
fn what_says_nothing_of_models_is_taken_out() {
    let text = "
        //! A file.
        #![allow(unused)]
        use a::b;
        extern crate std as standard;
        /// One.
        #[test] fn one() { let x = { 1 }; }
        pub(crate) const fn two<T>() -> [u8; { 3 }] where T: Copy { [1; 3] }
        pub async unsafe extern \"C\" fn three();
        const FOUR: [u8; { 3 }] = [1; 3];
        const _: () = { };
        static FIVE: &str = \"}\";
        trait Six { fn a(); }
        impl Seven { fn a() {} }
        impl<T> Iterator for Eight<T> where T: Copy { type Item = T; }
        impl Row<{ 3 }> for Eight<{ N }> { fn a() {} }
        impl sea_orm::EntityName for Entity { }
        #[derive(A)] pub struct Nine { a: u8 }
        pub struct Row<const N: usize = { 3 }>(u8);
        enum Ten { A }
        pub mod eleven { fn a() {} /** B. */ #[b] fn b() {} struct Twelve; mod r#mod { fn c() {} } }
        table! { a (b) { } }
        table!(c { });
        type Thirteen = u8;
        extern \"C\" { fn d(); }
    ";
    let expected = "use, extern crate, impl, struct, struct, enum, mod, macro, macro, type, extern";
    let skimmed = skim(text);
    assert_eq!(kinds(&skimmed).join(", "), expected);
    assert!(!skimmed.replace("fn d();", "").contains("fn "), "{skimmed}");
}

#[test]
fn brackets_in_texts_letters_and_comments_are_none() {
    for hidden in [
        r#""}""#,
        r#""\"}""#,
        r##"r"\" "##,
        r###"r#" "} "#"###,
        r###"br##" "# } "##"###,
        r#"b"}\\""#,
        r#"c"}""#,
        "'}'",
        "'\\''",
        "'\\\\'",
        "'\\u{7d}'",
        "'\u{e4}'",
        "b'}'",
        "b'\"'",
        "/* } /* } */ } */ 0",
        "// }\n 0",
        "r#type",
        "f::<'static, 'a>('}')",
        "'life: loop { break 'life }",
        "\"\\\u{e4}\"",
        "\u{e4}\u{e4}",
        "0b11_usize",
    ] {
        let text = format!("fn a() {{ {hidden} }} struct B;");
        assert_eq!(skim(&text).trim_start(), "struct B;", "{text}");
    }
}

#[test]
fn what_stays_keeps_its_place() {
    let text = "\u{feff}#!/usr/bin/env x\n/// A.\nfn a() {\n  \u{e4}\n} struct B;\nfn c() {}\n\n  struct D;";
    assert_eq!(skim(text), "\n\n\n\n  struct B;\n         \n\n  struct D;");
}

#[test]
fn documentation_is_taken_out_where_nothing_asks_for_it() {
    let text = "/// A.\nstruct B {\n    /** C\n */ d: u8, /// \u{e4}\n    // E.\n    /// \"\n    f: &'static str,\n}";
    let bare = "      \nstruct B {\n\n    d: u8,      \n    // E.\n         \n    f: &'static str,\n}";
    let lines = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&skim(text)), lines(bare));
    let asked = format!("{text} #[table(comment)] struct G;");
    assert_eq!(skim(&asked), asked);
}

#[test]
fn what_is_no_rust_is_left_for_the_parser() {
    for text in [
        "fn a() { ( }",
        "fn a() { \" }",
        "fn a()",
        "} fn a() {}",
        "/* fn a() {}",
        "fn a() r#\"",
        "fn a() { '",
        "#",
        "#[",
        "mod a { ",
        "pub",
        "impl",
        "\u{feff}",
        "",
    ] {
        assert_eq!(skim(text), text.trim_start_matches('\u{feff}'), "{text}");
    }
}

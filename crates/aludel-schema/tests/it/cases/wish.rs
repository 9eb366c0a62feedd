//! What a case asks for beside its files: the lines of its file `options`.

use testkit::Dialect;

/// What is asked of a plan and of its proof.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    /// `rename orders.note=orders.remark`, as it is given to `--rename`; the way down is the other way round.
    pub(crate) renames: Vec<(String, String)>,
    /// `offline`: the short forms.
    pub(crate) offline: bool,
    /// `privileges`: owners and privileges are compared, too.
    pub(crate) privileges: bool,
    /// `refuse`, `refuse down`: there is no plan, and `refused.txt` holds what is said instead.
    pub(crate) refuse: Option<Way>,
    /// `postgres >= 15`, `mariadb < 11`, `mysql`: on which servers the case can be run.
    servers: Vec<Condition>,
}

/// From one schema to the other, or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

#[derive(Clone, Debug)]
struct Condition {
    product: String,
    comparison: String,
    version: (u32, u32),
}

impl Condition {
    fn new(product: &str, comparison: &str, version: (u32, u32)) -> Condition {
        Condition { product: product.to_owned(), comparison: comparison.to_owned(), version }
    }
}

impl Wish {
    /// Reads the lines; `#` begins a comment. `Err` says which line is none of ours.
    pub(crate) fn parse(text: &str, dialect: Dialect) -> Result<Wish, String> {
        let mut wish = Wish::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            wish.take(line, dialect).ok_or_else(|| format!("options: `{line}` is not understood"))?;
        }
        Ok(wish)
    }

    fn take(&mut self, line: &str, dialect: Dialect) -> Option<()> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match *words.as_slice() {
            ["offline"] => self.offline = true,
            ["privileges"] => self.privileges = true,
            ["refuse"] => self.refuse = Some(Way::Up),
            ["refuse", "down"] => self.refuse = Some(Way::Down),
            ["rename", ..] => {
                let (old, new) = line.strip_prefix("rename ")?.split_once('=')?;
                self.renames.push((old.trim().to_owned(), new.trim().to_owned()));
            }
            [product @ ("mariadb" | "mysql")] if dialect == Dialect::Mysql => {
                self.servers.push(Condition::new(product, ">=", (0, 0)));
            }
            [product, comparison @ (">=" | "<" | "="), version] => {
                let ours = product == dialect.name() || product == "mariadb" && dialect == Dialect::Mysql;
                let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
                let version = (major.parse().ok()?, minor.parse().ok()?);
                ours.then_some(())?;
                self.servers.push(Condition::new(product, comparison, version));
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the case can be run on a server of that product and version.
    pub(crate) fn fits(&self, product: &str, version: (u32, u32)) -> bool {
        self.servers.iter().all(|condition| {
            condition.product == product
                && match condition.comparison.as_str() {
                    ">=" => version >= condition.version,
                    "<" => version < condition.version,
                    _ => version.0 == condition.version.0,
                }
        })
    }

    /// Whether the case is for that product alone.
    pub(crate) fn is_for(&self, product: &str) -> bool {
        self.servers.iter().any(|condition| condition.product == product)
    }

    /// The same wish on the way back.
    pub(crate) fn back(&self) -> Wish {
        let renames = self.renames.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        Wish { renames, ..self.clone() }
    }
}

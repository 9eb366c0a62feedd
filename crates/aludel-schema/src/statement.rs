//! One statement of a plan, and how it may be written together with its neighbours.

/// One statement, without what ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its text, or its parts where they may be joined with those of a neighbour.
    pub shape: Shape,
    /// The data that is lost by it: `column users.fax`.
    pub destroys: Vec<String>,
    /// What the reader of the revision should know or do here; written as comments above it.
    pub notes: Vec<String>,
    /// Whether it serves rows that are there already: it is left away where it would stand with the
    /// CREATE of its owner.
    pub for_rows: bool,
}

/// How a statement may be written together with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// By itself.
    Whole(String),
    /// `head clause`; neighbours with the same head become one statement: `head clause, clause`.
    Clause {
        /// `ALTER TABLE public.orders`.
        head: String,
        /// `ADD COLUMN note text`.
        clause: String,
    },
    /// A line in the statement that makes its owner, where both are made in one plan and nothing
    /// stands between them; else as a clause. Where the line is empty, its owner's CREATE says it.
    Member {
        /// `note text NOT NULL`.
        line: String,
        /// `ALTER TABLE public.orders`.
        head: String,
        /// `ADD COLUMN note text NOT NULL`.
        clause: String,
    },
    /// Words in the line of its owner, where both are made in one plan and nothing stands between
    /// them; else as a clause.
    Part {
        /// `DEFAULT 5`.
        part: String,
        /// `ALTER TABLE public.orders`.
        head: String,
        /// `ALTER COLUMN amount SET DEFAULT 5`.
        clause: String,
    },
    /// Takes up the lines of what it owns: `open (lines) close`.
    Container {
        /// `CREATE TABLE public.orders`.
        open: String,
        /// What follows the lines: ` WITH (fillfactor='70')`.
        close: String,
        /// Whether the brackets are left away where there is no line: `PARTITION OF … FOR VALUES …`.
        bare_when_empty: bool,
    },
    /// Is followed by the lines of what it owns, without brackets or commas: `open line line`.
    Followed {
        /// `CREATE DOMAIN public.positive AS integer`.
        open: String,
    },
}

impl Statement {
    /// A statement that is written by itself.
    pub fn whole(text: impl Into<String>) -> Self {
        Self::shaped(Shape::Whole(text.into()))
    }

    /// A clause of an `ALTER TABLE` or the like.
    pub fn clause(head: impl Into<String>, clause: impl Into<String>) -> Self {
        Self::shaped(Shape::Clause { head: head.into(), clause: clause.into() })
    }

    /// A line of its owner's CREATE, or a clause.
    pub fn member(line: impl Into<String>, head: impl Into<String>, clause: impl Into<String>) -> Self {
        Self::shaped(Shape::Member { line: line.into(), head: head.into(), clause: clause.into() })
    }

    /// Words in its owner's line, or a clause.
    pub fn part(part: impl Into<String>, head: impl Into<String>, clause: impl Into<String>) -> Self {
        Self::shaped(Shape::Part { part: part.into(), head: head.into(), clause: clause.into() })
    }

    /// A statement of this shape.
    pub fn shaped(shape: Shape) -> Self {
        Self { shape, destroys: Vec::new(), notes: Vec::new(), for_rows: false }
    }

    /// Says what data it destroys.
    #[must_use]
    pub fn destroying(mut self, what: impl Into<String>) -> Self {
        self.destroys.push(what.into());
        self
    }

    /// Says what its reader should know.
    #[must_use]
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says that it serves only rows that are there already.
    #[must_use]
    pub fn for_rows(mut self) -> Self {
        self.for_rows = true;
        self
    }

    /// Its text, as it stands when it is not joined with others.
    pub fn text(&self) -> String {
        match &self.shape {
            Shape::Whole(text) | Shape::Followed { open: text } => text.clone(),
            Shape::Clause { head, clause }
            | Shape::Member { head, clause, .. }
            | Shape::Part { head, clause, .. } => format!("{head} {clause}"),
            Shape::Container { open, close, bare_when_empty: true } => format!("{open}{close}"),
            Shape::Container { open, close, bare_when_empty: false } => format!("{open} (){close}"),
        }
    }
}

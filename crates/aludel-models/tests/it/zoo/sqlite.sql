CREATE TABLE tenants (
    id integer PRIMARY KEY,
    code varchar(8) NOT NULL,
    region varchar(8) DEFAULT 'eu' NOT NULL CHECK (region <> ''),
    parent integer REFERENCES tenants (id) ON DELETE SET NULL,
    CONSTRAINT tenants_by_code UNIQUE (region, code)
);
CREATE TABLE "order" (
    tenant integer NOT NULL REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE RESTRICT,
    id integer NOT NULL,
    follows integer,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'it''s paid', 'in_transit')),
    before text CHECK ("before" IN ('new', 'it''s paid', 'in_transit')),
    priority integer NOT NULL DEFAULT 1,
    total integer NOT NULL DEFAULT 0,
    doubled integer GENERATED ALWAYS AS (total * 2) STORED,
    placed datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    note varchar(40),
    settings text,
    "Group" text NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT order_follows_order FOREIGN KEY (tenant, follows) REFERENCES "order" (tenant, id),
    CONSTRAINT total_is_no_debt CHECK (total >= 0)
);
CREATE INDEX order_placed_idx ON "order" (placed);
CREATE INDEX order_state_placed_idx ON "order" (state, placed DESC);
CREATE UNIQUE INDEX order_by_note ON "order" (note);
CREATE TABLE visits (
    id integer PRIMARY KEY,
    tenant integer NOT NULL,
    "madeAt" datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    made_by integer,
    mood text CHECK (mood IN ('new', 'it''s paid', 'in_transit')),
    first integer,
    second integer,
    "type" integer NOT NULL,
    "before" integer,
    UNIQUE (made_by, first),
    CONSTRAINT mood_is_old CHECK (mood <> 'new'),
    FOREIGN KEY (tenant) REFERENCES tenants (id),
    FOREIGN KEY (made_by) REFERENCES tenants (id) ON DELETE SET NULL,
    FOREIGN KEY ("before") REFERENCES visits (id),
    FOREIGN KEY (tenant, first) REFERENCES "order" (tenant, id),
    FOREIGN KEY (tenant, second) REFERENCES "order" (tenant, id) ON DELETE CASCADE
);
CREATE INDEX visits_before_idx ON visits ("before");
CREATE INDEX visits_by_time ON visits ("type", "madeAt" DESC);
CREATE INDEX "visits_madeAt_idx" ON visits ("madeAt");
CREATE TABLE everything (
    id integer PRIMARY KEY,
    boolean boolean NOT NULL,
    i16 integer NOT NULL,
    i32 integer NOT NULL,
    i64 integer NOT NULL,
    u8 integer NOT NULL,
    u16 integer NOT NULL,
    u32 integer NOT NULL,
    f32 real NOT NULL,
    f64 real NOT NULL,
    char char NOT NULL,
    string text NOT NULL,
    borrowed text NOT NULL,
    cow text NOT NULL,
    shared text NOT NULL,
    vec blob NOT NULL,
    array blob NOT NULL,
    boxed blob NOT NULL,
    bytes blob NOT NULL,
    optional integer,
    date date NOT NULL,
    time time NOT NULL,
    local datetime NOT NULL,
    moment datetime NOT NULL,
    maybe datetime,
    time_date date NOT NULL,
    time_time time NOT NULL,
    time_local datetime NOT NULL,
    time_moment datetime NOT NULL,
    jiff_date date NOT NULL,
    jiff_time time NOT NULL,
    jiff_local datetime NOT NULL,
    jiff_moment datetime NOT NULL,
    uuid blob NOT NULL,
    hyphenated text NOT NULL,
    json text NOT NULL,
    sqlx_json text NOT NULL,
    sqlx_text text,
    told text NOT NULL,
    said integer NOT NULL,
    tried integer NOT NULL,
    type integer NOT NULL,
    big text NOT NULL
);

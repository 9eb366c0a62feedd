CREATE SCHEMA audit; CREATE TABLE audit.entries (at timestamptz);

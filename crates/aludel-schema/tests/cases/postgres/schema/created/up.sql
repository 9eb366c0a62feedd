CREATE SCHEMA audit;
CREATE TABLE audit.entries (
    at timestamp with time zone
);

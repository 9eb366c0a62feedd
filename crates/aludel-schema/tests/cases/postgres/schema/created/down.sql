-- destroys data: table audit.entries
DROP TABLE audit.entries;
DROP SCHEMA audit;

CREATE SCHEMA extensions;
CREATE EXTENSION hstore;
CREATE TABLE items (attributes hstore);

CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE TABLE t (m mood);

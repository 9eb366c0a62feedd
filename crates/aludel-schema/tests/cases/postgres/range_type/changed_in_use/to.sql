CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE t (s span);

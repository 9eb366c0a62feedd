CREATE TABLE t (a integer CHECK (a > 0), b integer, CHECK (a < b OR b IS NULL));

CREATE TABLE t (a timestamp NOT NULL DEFAULT now());

CREATE TABLE t (d tinyint(1) NULL DEFAULT 1, a timestamp NOT NULL DEFAULT now(), b decimal(3,1) DEFAULT '1.0', c integer);

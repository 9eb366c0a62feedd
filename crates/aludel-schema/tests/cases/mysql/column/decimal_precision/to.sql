CREATE TABLE t (a decimal(12,2) DEFAULT 0, b numeric(5) NOT NULL DEFAULT 3);

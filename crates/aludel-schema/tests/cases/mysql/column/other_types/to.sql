CREATE TABLE t (a year, b time(3), c double, d double, e uuid DEFAULT uuid(), f inet6 NOT NULL, g point);

CREATE TABLE t (a year, b time, c double(8,2), d float, e uuid, f inet6, g geometry);

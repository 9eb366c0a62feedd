CREATE TABLE t (a enum('x','y') NOT NULL);

CREATE TABLE t (a enum('x','y'), b set('p'));

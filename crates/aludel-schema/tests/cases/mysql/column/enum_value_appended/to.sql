CREATE TABLE t (a enum('x','y','z'), b set('p','q'));

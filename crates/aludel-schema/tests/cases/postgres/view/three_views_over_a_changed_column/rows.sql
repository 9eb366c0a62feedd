insert into t values (1, 'a', 10), (2, 'b', 20);

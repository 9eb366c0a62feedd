CREATE TABLE orders (id integer, remark text);

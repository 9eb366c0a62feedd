CREATE TABLE stay (room integer, during tsrange, cancelled boolean);

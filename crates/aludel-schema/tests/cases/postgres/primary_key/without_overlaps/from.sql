CREATE TABLE stay (room int4range, during daterange);

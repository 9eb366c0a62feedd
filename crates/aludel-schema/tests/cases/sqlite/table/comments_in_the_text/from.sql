CREATE TABLE orders ( -- what is bought, when (and by whom)
  id INTEGER PRIMARY KEY, /* the number, */
  note TEXT -- free
);

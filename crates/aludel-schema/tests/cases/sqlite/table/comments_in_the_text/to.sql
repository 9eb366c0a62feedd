CREATE TABLE orders (
  -- the number
  id INTEGER PRIMARY KEY,
  note TEXT NOT NULL /* never, never empty */ DEFAULT ''
);

CREATE TABLE orders (note text, id bigint GENERATED ALWAYS AS IDENTITY);

CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE orders (id integer NOT NULL, mood text DEFAULT 'sad' NOT NULL);

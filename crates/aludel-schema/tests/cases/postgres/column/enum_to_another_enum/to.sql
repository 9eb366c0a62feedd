CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TYPE temper AS ENUM ('glad', 'sad', 'mad');
CREATE TABLE orders (id integer NOT NULL, mood temper);

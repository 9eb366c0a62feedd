CREATE TYPE size AS ENUM ('s', 'l');
CREATE TYPE sizes AS RANGE (SUBTYPE = size);
CREATE TABLE shirts (id integer, fits sizes);

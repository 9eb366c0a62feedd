CREATE TYPE grade AS ENUM ('a', 'b', 'c');
CREATE TYPE grades AS RANGE (subtype = grade);

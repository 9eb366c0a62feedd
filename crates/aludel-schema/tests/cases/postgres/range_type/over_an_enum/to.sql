CREATE TYPE grade AS ENUM ('a', 'c');
CREATE TYPE grades AS RANGE (subtype = grade);

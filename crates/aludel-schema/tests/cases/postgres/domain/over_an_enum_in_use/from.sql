CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN fine AS mood;
CREATE TABLE t (f fine);

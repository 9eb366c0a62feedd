CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN fine AS mood;
CREATE TABLE t (f fine);

CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;

CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE VIEW v AS SELECT 'sad'::varchar::mood AS m;

CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION to_mood(integer) RETURNS mood LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN $1 > 0 THEN 'ok'::mood ELSE 'sad' END $$;
CREATE FUNCTION to_number(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN $1 = 'ok' THEN 1 ELSE 0 END $$;
CREATE CAST (integer AS mood) WITH FUNCTION to_mood(integer);
CREATE CAST (mood AS integer) WITH FUNCTION to_number(mood);
CREATE TABLE t (id integer, now integer DEFAULT 1, before integer[]);

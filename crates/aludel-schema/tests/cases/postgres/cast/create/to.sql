CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION to_mood(integer) RETURNS mood LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN $1 > 0 THEN 'ok'::mood ELSE 'sad' END $$;
CREATE CAST (integer AS mood) WITH FUNCTION to_mood(integer) AS ASSIGNMENT;
CREATE CAST (mood AS integer) WITH INOUT;
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (integer AS mood) IS 'by sign';

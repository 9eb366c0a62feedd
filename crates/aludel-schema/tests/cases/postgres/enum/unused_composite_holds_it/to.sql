CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE day AS (morning mood, evening mood);
CREATE FUNCTION whole_day(m mood) RETURNS day LANGUAGE sql AS $$ SELECT ROW(m, m)::day $$;

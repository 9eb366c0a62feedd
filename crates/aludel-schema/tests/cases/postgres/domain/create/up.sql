CREATE DOMAIN public."Odd ""name" AS text COLLATE pg_catalog."C" DEFAULT 'it''s'::text NOT NULL
    CONSTRAINT "Odd ""check" CHECK ((VALUE <> ''::text))
    CONSTRAINT short CHECK ((length(VALUE) < 10));
CREATE DOMAIN public.positive AS integer
    CONSTRAINT positive_check CHECK ((VALUE > 0));
CREATE DOMAIN public.many AS public.positive[];
CREATE TABLE public.items (
    amount public.positive,
    name public."Odd ""name"
);

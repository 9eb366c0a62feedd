ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    DROP CONSTRAINT small;
DROP VIEW public.v;
DROP FUNCTION public.f(public.amount);
-- every row is written anew, cast from numeric to integer: see that no value is cut or refused
ALTER DOMAIN public.amount RENAME TO amount_old;
CREATE DOMAIN public.amount AS integer
    CONSTRAINT positive CHECK ((VALUE > 0));
ALTER TABLE public.t ALTER COLUMN a TYPE public.amount USING a::integer::public.amount;
DROP DOMAIN public.amount_old;
COMMENT ON DOMAIN public.amount IS 'of money';
COMMENT ON CONSTRAINT positive ON DOMAIN public.amount IS 'never nothing';
ALTER TABLE public.t
    ALTER COLUMN a SET DEFAULT 1,
    ADD CONSTRAINT small CHECK ((a)::integer < 100) NOT VALID;
CREATE VIEW public.v AS
 SELECT a
   FROM public.t;
CREATE FUNCTION public.f(a public.amount) RETURNS public.amount
    LANGUAGE sql
    AS $$SELECT a$$;
ALTER TABLE public.t VALIDATE CONSTRAINT small;

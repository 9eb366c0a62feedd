ALTER DOMAIN public.d DROP CONSTRAINT is_fine;
DROP FUNCTION public.fine(text);
CREATE FUNCTION public.fine(word text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT word <> '' $$;
ALTER DOMAIN public.d ADD CONSTRAINT is_fine CHECK (public.fine(VALUE));

ALTER DOMAIN public.code RENAME TO code_old;
CREATE DOMAIN public.code AS text;
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;
DROP DOMAIN public.code_old;

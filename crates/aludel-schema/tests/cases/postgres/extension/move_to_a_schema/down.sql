ALTER EXTENSION hstore SET SCHEMA public;
-- column public.items.attributes: fails where a value is no public.hstore
ALTER TABLE public.items ALTER COLUMN attributes TYPE public.hstore USING attributes::text::public.hstore;

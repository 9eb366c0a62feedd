ALTER EXTENSION hstore SET SCHEMA extensions;
-- column public.items.attributes: fails where a value is no extensions.hstore
ALTER TABLE public.items ALTER COLUMN attributes TYPE extensions.hstore USING attributes::text::extensions.hstore;

ALTER TABLE public.t RENAME COLUMN phone TO fax;

ALTER TABLE public.t RENAME COLUMN fax TO phone;

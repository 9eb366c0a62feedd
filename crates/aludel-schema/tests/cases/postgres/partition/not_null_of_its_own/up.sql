-- fill the rows that are there first: UPDATE public.days_20 SET note = … WHERE note IS NULL;
ALTER TABLE public.days_20 ADD CONSTRAINT days_20_note_not_null CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE public.days_20 VALIDATE CONSTRAINT days_20_note_not_null;
ALTER TABLE public.days_20 ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.days_20 DROP CONSTRAINT days_20_note_not_null;

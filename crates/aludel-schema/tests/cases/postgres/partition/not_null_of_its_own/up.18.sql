-- fill the rows that are there first: UPDATE public.days_20 SET note = … WHERE note IS NULL;
ALTER TABLE public.days_20 ADD CONSTRAINT days_20_note_not_null NOT NULL note NOT VALID;
ALTER TABLE public.days_20 VALIDATE CONSTRAINT days_20_note_not_null;

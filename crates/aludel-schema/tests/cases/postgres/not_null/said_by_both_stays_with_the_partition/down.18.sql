-- fill the rows that are there first: UPDATE public.days SET note = … WHERE note IS NULL;
ALTER TABLE public.days ADD CONSTRAINT days_note_not_null NOT NULL note NOT VALID;
ALTER TABLE public.days VALIDATE CONSTRAINT days_note_not_null;

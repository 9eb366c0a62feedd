-- fill the rows that are there first: UPDATE public.days SET note = … WHERE note IS NULL;
ALTER TABLE public.days ADD CONSTRAINT days_note_not_null CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE public.days VALIDATE CONSTRAINT days_note_not_null;
ALTER TABLE public.days ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.days DROP CONSTRAINT days_note_not_null;

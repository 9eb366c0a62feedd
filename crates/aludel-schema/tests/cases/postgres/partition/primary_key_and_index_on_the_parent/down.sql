ALTER TABLE public.days DROP CONSTRAINT days_pkey;
DROP INDEX public.days_note_idx;

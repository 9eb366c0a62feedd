ALTER TABLE public.days DETACH PARTITION public.days_20;
ALTER TABLE public.days_20 DROP CONSTRAINT days_person_fkey;
DROP INDEX public.days_20_note_idx;
ALTER TABLE public.days_20 DROP CONSTRAINT days_20_pkey;
ALTER TABLE public.days_20 RENAME CONSTRAINT days_day_not_null TO days_20_day_not_null;

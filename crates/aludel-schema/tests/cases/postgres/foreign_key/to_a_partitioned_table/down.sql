ALTER TABLE public.note DROP CONSTRAINT note_day_kind_fkey;

-- fill the rows that are there first: UPDATE public.things SET note = … WHERE note IS NULL;
ALTER TABLE public.things ADD CONSTRAINT things_note_not_null CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE public.things VALIDATE CONSTRAINT things_note_not_null;
ALTER TABLE public.things ALTER COLUMN note SET NOT NULL;
ALTER TABLE public.things DROP CONSTRAINT things_note_not_null;

-- fill the rows that are there first: UPDATE public.things SET note = … WHERE note IS NULL;
ALTER TABLE public.things ADD CONSTRAINT things_note_not_null NOT NULL note NOT VALID;
ALTER TABLE public.things VALIDATE CONSTRAINT things_note_not_null;

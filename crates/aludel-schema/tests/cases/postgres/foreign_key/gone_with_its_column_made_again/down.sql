ALTER TABLE public.birds
    ALTER COLUMN parent DROP EXPRESSION,
    ALTER COLUMN parent TYPE integer,
    ADD CONSTRAINT of_parent FOREIGN KEY (parent) REFERENCES public.birds (id) DEFERRABLE NOT VALID;
ALTER TABLE public.birds VALIDATE CONSTRAINT of_parent;

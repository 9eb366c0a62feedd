ALTER TABLE public.birds
    ALTER COLUMN nest DROP EXPRESSION,
    ALTER COLUMN nest TYPE integer,
    ADD CONSTRAINT of_nest FOREIGN KEY (nest) REFERENCES public.nests (id) NOT VALID;
ALTER TABLE public.birds VALIDATE CONSTRAINT of_nest;

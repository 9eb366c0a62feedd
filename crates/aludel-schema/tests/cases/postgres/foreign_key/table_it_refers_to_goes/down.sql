CREATE TABLE public.p (
    id integer NOT NULL,
    code text,
    CONSTRAINT p_pkey PRIMARY KEY (id),
    CONSTRAINT p_code_key UNIQUE (code)
);
ALTER TABLE public.c ADD CONSTRAINT c_p FOREIGN KEY (p_id) REFERENCES public.p (id) NOT VALID;
ALTER TABLE public.c VALIDATE CONSTRAINT c_p;

ALTER TABLE public.t
    DROP CONSTRAINT c,
    ADD CONSTRAINT c CHECK ((b = ANY (ARRAY['x'::text, 'y'::text])) AND (((a)::bigint >= 1) AND ((a)::bigint <= 20))) NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT c;

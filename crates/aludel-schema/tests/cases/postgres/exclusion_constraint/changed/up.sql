ALTER TABLE public.stay
    DROP CONSTRAINT free,
    ADD CONSTRAINT free EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled);

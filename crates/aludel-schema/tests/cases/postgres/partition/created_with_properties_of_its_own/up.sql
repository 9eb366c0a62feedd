CREATE UNLOGGED TABLE public.days_20 PARTITION OF public.days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') WITH (fillfactor=70);
ALTER TABLE public.days_20
    ALTER COLUMN note SET NOT NULL,
    ALTER COLUMN note SET DEFAULT 'y'::text,
    ADD CONSTRAINT days_20_note_check CHECK (note <> ''::text);

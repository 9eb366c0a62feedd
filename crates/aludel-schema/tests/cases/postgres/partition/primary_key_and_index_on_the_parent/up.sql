ALTER TABLE public.days ADD CONSTRAINT days_pkey PRIMARY KEY (day);
CREATE INDEX days_note_idx ON public.days (note);

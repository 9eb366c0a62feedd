CREATE UNIQUE INDEX CONCURRENTLY days_20_pkey ON public.days_20 (day);
CREATE INDEX CONCURRENTLY days_20_note_idx ON public.days_20 (note);
ALTER TABLE ONLY public.days ADD CONSTRAINT days_pkey PRIMARY KEY (day);
ALTER TABLE public.days_20 ADD CONSTRAINT days_20_pkey PRIMARY KEY USING INDEX days_20_pkey;
ALTER INDEX public.days_pkey ATTACH PARTITION public.days_20_pkey;
CREATE INDEX days_note_idx ON ONLY public.days (note);
ALTER INDEX public.days_note_idx ATTACH PARTITION public.days_20_note_idx;

-- fill the rows that are there first: UPDATE public.stay SET room = … WHERE room IS NULL;
-- fill the rows that are there first: UPDATE public.stay SET during = … WHERE during IS NULL;
ALTER TABLE public.stay
    ADD CONSTRAINT stay_room_not_null NOT NULL room NOT VALID,
    ADD CONSTRAINT stay_during_not_null NOT NULL during NOT VALID;
ALTER TABLE public.stay VALIDATE CONSTRAINT stay_room_not_null;
ALTER TABLE public.stay VALIDATE CONSTRAINT stay_during_not_null;
ALTER TABLE public.stay ADD CONSTRAINT stay_pkey PRIMARY KEY (room, during WITHOUT OVERLAPS);

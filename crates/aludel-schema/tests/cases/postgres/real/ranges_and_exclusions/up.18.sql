ALTER TABLE public.bookings
    DROP CONSTRAINT bookings_room_fkey,
    DROP CONSTRAINT no_overlap;
DROP MATERIALIZED VIEW public.usage;
ALTER TABLE public.bookings
    ALTER COLUMN room TYPE bigint,
    ADD COLUMN state text NOT NULL DEFAULT 'open'::text;
ALTER TABLE public.rooms ALTER COLUMN id TYPE bigint;
ALTER TABLE public.bookings
    ADD CONSTRAINT bookings_room_fkey FOREIGN KEY (room) REFERENCES public.rooms (id) NOT VALID,
    ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (state <> 'cancelled'::text) DEFERRABLE;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.usage AS
 SELECT room,
    sum((upper(during) - lower(during))) AS "time",
    count(*) AS n
   FROM public.bookings
  GROUP BY room;
CREATE UNIQUE INDEX usage_room_idx ON public.usage (room);
-- destroys data: column public.bookings.cancelled
ALTER TABLE public.bookings DROP COLUMN cancelled;
ALTER TABLE public.bookings VALIDATE CONSTRAINT bookings_room_fkey;

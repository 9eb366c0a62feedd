ALTER TABLE public.bookings
    DROP CONSTRAINT bookings_room_fkey,
    DROP CONSTRAINT no_overlap;
DROP MATERIALIZED VIEW public.usage;
-- column public.bookings.room: fails where a value does not fit into integer
ALTER TABLE public.bookings
    ALTER COLUMN room TYPE integer,
    ADD COLUMN cancelled boolean NOT NULL DEFAULT false;
-- column public.rooms.id: fails where a value does not fit into integer
ALTER TABLE public.rooms ALTER COLUMN id TYPE integer;
ALTER TABLE public.bookings
    ADD CONSTRAINT bookings_room_fkey FOREIGN KEY (room) REFERENCES public.rooms (id) NOT VALID,
    ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled);
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.usage AS
 SELECT room,
    sum((upper(during) - lower(during))) AS "time"
   FROM public.bookings
  GROUP BY room;
CREATE UNIQUE INDEX usage_room_idx ON public.usage (room);
-- destroys data: column public.bookings.state
ALTER TABLE public.bookings DROP COLUMN state;
ALTER TABLE public.bookings VALIDATE CONSTRAINT bookings_room_fkey;

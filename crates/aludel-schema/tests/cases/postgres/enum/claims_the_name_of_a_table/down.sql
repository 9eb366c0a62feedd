DROP TYPE public.mood;
CREATE TABLE public.mood (
    a integer
);

-- column public.orders.mood: fails where a value is no public.mood
ALTER TABLE public.orders
    ALTER COLUMN mood DROP DEFAULT,
    ALTER COLUMN mood TYPE public.mood USING mood::public.mood,
    ALTER COLUMN mood SET DEFAULT 'sad'::public.mood;

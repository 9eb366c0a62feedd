CREATE OR REPLACE FUNCTION public.w() RETURNS bigint
    LANGUAGE internal WINDOW
    AS $$window_rank$$;

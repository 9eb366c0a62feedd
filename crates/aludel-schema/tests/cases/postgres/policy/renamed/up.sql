ALTER POLICY a ON public.t RENAME TO "B b";

ALTER POLICY "B b" ON public.t RENAME TO a;

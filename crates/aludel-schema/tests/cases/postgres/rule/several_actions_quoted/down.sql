DROP RULE "Rule on TO" ON public.t;

COMMENT ON TABLE public.t IS E'two
lines; -- no comment
\\ and ''quotes'' and $$ and ü	';

GRANT UPDATE ("C c") ON TABLE public."T t" TO writer;
GRANT SELECT ON TABLE public."T t" TO reader;

REVOKE UPDATE ("C c") ON TABLE public."T t" FROM writer;
REVOKE SELECT ON TABLE public."T t" FROM reader;

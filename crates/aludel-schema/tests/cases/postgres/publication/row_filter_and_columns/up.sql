ALTER PUBLICATION p DROP TABLE public.a;
ALTER PUBLICATION p SET (publish = 'insert');
ALTER PUBLICATION p ADD TABLE
    public.a (id, n) WHERE (n > 3),
    public.b;

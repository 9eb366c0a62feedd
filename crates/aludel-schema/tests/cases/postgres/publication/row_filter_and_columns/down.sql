ALTER PUBLICATION p DROP TABLE
    public.a,
    public.b;
ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate');
ALTER PUBLICATION p ADD TABLE public.a;

CREATE PUBLICATION p WITH (publish = 'insert, update', publish_via_partition_root = true);
ALTER PUBLICATION p ADD TABLE
    public.a,
    public.b;
COMMENT ON PUBLICATION p IS 'out';

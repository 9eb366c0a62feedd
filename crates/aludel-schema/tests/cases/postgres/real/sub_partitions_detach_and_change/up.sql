ALTER TABLE public.m DETACH PARTITION public.m_eu;
ALTER TABLE public.m DETACH PARTITION public.m_us;
DROP TRIGGER t ON public.m;
CREATE TABLE public.m_rest PARTITION OF public.m DEFAULT;
-- fails where a row of public.m_us lies outside: move such rows first
ALTER TABLE public.m ATTACH PARTITION public.m_us FOR VALUES IN ('us', 'ca');
ALTER TABLE public.m_eu DROP CONSTRAINT IF EXISTS m_v_check;
DROP INDEX public.m_eu_v_idx;
ALTER TABLE public.m_eu ALTER COLUMN id TYPE bigint;
ALTER TABLE public.m
    ALTER COLUMN id TYPE bigint,
    ADD COLUMN note text;
CREATE INDEX CONCURRENTLY m_us_v_idx_new ON public.m_us (v DESC);
DROP INDEX public.m_v_idx;
CREATE INDEX m_v_idx ON ONLY public.m (v DESC);
CREATE INDEX m_rest_v_idx ON public.m_rest (v DESC);
ALTER INDEX public.m_v_idx ATTACH PARTITION public.m_rest_v_idx;
ALTER INDEX public.m_v_idx ATTACH PARTITION public.m_us_v_idx_new;
ALTER INDEX public.m_us_v_idx_new RENAME TO m_us_v_idx;

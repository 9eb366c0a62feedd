ALTER TABLE public.p_ci_artifacts DROP CONSTRAINT fk_build;
DROP INDEX public.p_ci_builds_stage_idx;
ALTER TABLE public.projects DROP CONSTRAINT check_name;
ALTER TABLE public.p_ci_artifacts ADD CONSTRAINT fk_build FOREIGN KEY (build_id, partition_id) REFERENCES public.p_ci_builds (id, partition_id) ON DELETE CASCADE NOT VALID;
ALTER TABLE dynamic.ci_builds_101 RENAME CONSTRAINT ci_builds_101_id_not_null TO p_ci_builds_id_not_null;
ALTER TABLE dynamic.ci_builds_101 RENAME CONSTRAINT ci_builds_101_partition_id_not_null TO p_ci_builds_partition_id_not_null;
ALTER TABLE public.p_ci_builds DETACH PARTITION dynamic.ci_builds_100;
-- destroys data: table dynamic.ci_builds_100
DROP TABLE dynamic.ci_builds_100;
CREATE TABLE public.ci_builds PARTITION OF public.p_ci_builds FOR VALUES IN ('100');
-- fails where a row of dynamic.ci_builds_101 lies outside: move such rows first
ALTER TABLE public.p_ci_builds ATTACH PARTITION dynamic.ci_builds_101 FOR VALUES IN ('101');
-- column public.p_ci_builds.project_id: fails where a value does not fit into integer
ALTER TABLE public.p_ci_builds
    ALTER COLUMN project_id TYPE integer,
    ALTER COLUMN project_id DROP NOT NULL;
ALTER TABLE dynamic.ci_builds_101 ALTER COLUMN project_id DROP NOT NULL;
ALTER TABLE public.p_ci_builds
    ALTER COLUMN status TYPE character varying,
    ADD COLUMN type character varying;
CREATE OR REPLACE TRIGGER count_stars
    AFTER INSERT ON public.p_ci_builds
    FOR EACH ROW EXECUTE FUNCTION public.count_stars();
-- column public.projects.star_count: fails where a value does not fit into integer
ALTER TABLE public.projects
    ALTER COLUMN star_count TYPE integer,
    ADD CONSTRAINT check_name CHECK (char_length(name) <= 255) NOT VALID;
-- destroys data: column public.p_ci_builds.stage_id
ALTER TABLE public.p_ci_builds DROP COLUMN stage_id;
ALTER TABLE public.p_ci_artifacts VALIDATE CONSTRAINT fk_build;
ALTER TABLE public.projects VALIDATE CONSTRAINT check_name;

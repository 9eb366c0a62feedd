ALTER TABLE public.departments
    DROP CONSTRAINT departments_head_fkey,
    DROP CONSTRAINT departments_parent_fkey;
ALTER TABLE public.people
    DROP CONSTRAINT people_boss_fkey,
    DROP CONSTRAINT people_department_fkey;
ALTER TABLE public.departments
    ALTER COLUMN id TYPE text,
    ADD COLUMN number integer,
    ALTER COLUMN head TYPE bigint;
ALTER TABLE public.people ALTER COLUMN id TYPE bigint;
ALTER TABLE public.departments ADD CONSTRAINT departments_head_fkey FOREIGN KEY (head) REFERENCES public.people (id) DEFERRABLE INITIALLY DEFERRED NOT VALID;
ALTER TABLE public.people
    ALTER COLUMN boss TYPE bigint,
    ADD CONSTRAINT people_boss_fkey FOREIGN KEY (boss) REFERENCES public.people (id) ON DELETE SET NULL NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY departments_number_key ON public.departments (number);
ALTER TABLE public.departments VALIDATE CONSTRAINT departments_head_fkey;
ALTER TABLE public.people VALIDATE CONSTRAINT people_boss_fkey;
ALTER TABLE public.departments
    ADD CONSTRAINT departments_number_key UNIQUE USING INDEX departments_number_key,
    ADD CONSTRAINT departments_parent_fkey FOREIGN KEY (parent) REFERENCES public.departments (number) NOT VALID;
ALTER TABLE public.people ADD CONSTRAINT people_department_fkey FOREIGN KEY (department) REFERENCES public.departments (number) NOT VALID;
ALTER TABLE public.departments VALIDATE CONSTRAINT departments_parent_fkey;
ALTER TABLE public.people VALIDATE CONSTRAINT people_department_fkey;

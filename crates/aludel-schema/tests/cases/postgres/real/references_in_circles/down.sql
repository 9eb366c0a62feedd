ALTER TABLE public.departments DROP CONSTRAINT departments_parent_fkey;
ALTER TABLE public.people DROP CONSTRAINT people_department_fkey;
ALTER TABLE public.departments
    DROP CONSTRAINT departments_number_key,
    DROP CONSTRAINT departments_head_fkey;
ALTER TABLE public.people DROP CONSTRAINT people_boss_fkey;
-- column public.departments.id: fails where a value is no integer
-- column public.departments.head: fails where a value does not fit into integer
ALTER TABLE public.departments
    ALTER COLUMN id TYPE integer USING id::integer,
    ALTER COLUMN head TYPE integer;
-- column public.people.id: fails where a value does not fit into integer
ALTER TABLE public.people ALTER COLUMN id TYPE integer;
ALTER TABLE public.departments
    ADD CONSTRAINT departments_head_fkey FOREIGN KEY (head) REFERENCES public.people (id) DEFERRABLE INITIALLY DEFERRED NOT VALID,
    ADD CONSTRAINT departments_parent_fkey FOREIGN KEY (parent) REFERENCES public.departments (id) NOT VALID;
-- column public.people.boss: fails where a value does not fit into integer
ALTER TABLE public.people
    ALTER COLUMN boss TYPE integer,
    ADD CONSTRAINT people_boss_fkey FOREIGN KEY (boss) REFERENCES public.people (id) NOT VALID,
    ADD CONSTRAINT people_department_fkey FOREIGN KEY (department) REFERENCES public.departments (id) NOT VALID;
-- destroys data: column public.departments.number
ALTER TABLE public.departments DROP COLUMN number;
ALTER TABLE public.departments VALIDATE CONSTRAINT departments_head_fkey;
ALTER TABLE public.departments VALIDATE CONSTRAINT departments_parent_fkey;
ALTER TABLE public.people VALIDATE CONSTRAINT people_boss_fkey;
ALTER TABLE public.people VALIDATE CONSTRAINT people_department_fkey;

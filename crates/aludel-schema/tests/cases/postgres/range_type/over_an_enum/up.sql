DROP TYPE public.grades;
ALTER TYPE public.grade RENAME TO grade_old;
CREATE TYPE public.grade AS ENUM ('a', 'c');
DROP TYPE public.grade_old;
CREATE TYPE public.grades AS RANGE (subtype = public.grade);

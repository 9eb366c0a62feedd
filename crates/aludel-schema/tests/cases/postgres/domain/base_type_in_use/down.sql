-- every row is written anew, cast from bigint to integer: see that no value is cut or refused
ALTER DOMAIN public.amount RENAME TO amount_old;
CREATE DOMAIN public.amount AS integer DEFAULT 1
    CONSTRAINT positive CHECK ((VALUE > 0));
ALTER TABLE public.t
    ALTER COLUMN a TYPE public.amount USING a::integer::public.amount,
    ALTER COLUMN more TYPE public.amount[] USING more::integer[]::public.amount[];
DROP DOMAIN public.amount_old;

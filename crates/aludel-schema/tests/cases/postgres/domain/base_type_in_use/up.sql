-- every row is written anew, cast from integer to bigint: see that no value is cut or refused
ALTER DOMAIN public.amount RENAME TO amount_old;
CREATE DOMAIN public.amount AS bigint DEFAULT 1
    CONSTRAINT positive CHECK ((VALUE > 0));
ALTER TABLE public.t
    ALTER COLUMN a TYPE public.amount USING a::bigint::public.amount,
    ALTER COLUMN more TYPE public.amount[] USING more::bigint[]::public.amount[];
DROP DOMAIN public.amount_old;

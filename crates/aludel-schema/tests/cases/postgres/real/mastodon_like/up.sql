DROP INDEX CONCURRENTLY public.index_accounts_on_username;
DROP INDEX CONCURRENTLY public.index_statuses;
DROP MATERIALIZED VIEW public.account_summaries;
-- column public.accounts.created_at: the times are read in the session's time zone: SET TimeZone first if it is another
-- fill the rows that are there first: UPDATE public.accounts SET fields = … WHERE fields IS NULL;
ALTER TABLE public.accounts
    ALTER COLUMN username TYPE text,
    ALTER COLUMN domain TYPE text,
    ALTER COLUMN created_at TYPE timestamp(6) with time zone,
    ADD CONSTRAINT accounts_fields_not_null CHECK (fields IS NOT NULL) NOT VALID,
    ALTER COLUMN fields SET DEFAULT '{}'::jsonb,
    ALTER COLUMN username SET DEFAULT ''::text;
-- column public.statuses.visibility: fails where a value does not fit into smallint
-- column public.statuses.deleted_at: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.statuses
    ALTER COLUMN visibility TYPE smallint,
    ALTER COLUMN deleted_at TYPE timestamp with time zone;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.account_summaries AS
 SELECT a.id AS account_id,
    count(s.id) AS n,
    max(s.deleted_at) AS last
   FROM (public.accounts a
     LEFT JOIN public.statuses s ON ((s.account_id = a.id)))
  GROUP BY a.id;
CREATE UNIQUE INDEX index_account_summaries ON public.account_summaries (account_id);
CREATE OR REPLACE FUNCTION public.timestamp_id(table_name text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN nextval(table_name || '_id_seq') + 1; END $$;
CREATE UNIQUE INDEX CONCURRENTLY index_accounts_on_username ON public.accounts (lower(username), COALESCE(lower(domain), ''::text));
CREATE INDEX CONCURRENTLY index_statuses ON public.statuses (account_id, id DESC, visibility) INCLUDE (text) WHERE (deleted_at IS NULL);
ALTER TABLE public.accounts VALIDATE CONSTRAINT accounts_fields_not_null;
ALTER TABLE public.accounts ALTER COLUMN fields SET NOT NULL;
ALTER TABLE public.accounts DROP CONSTRAINT accounts_fields_not_null;

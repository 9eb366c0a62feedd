DROP INDEX CONCURRENTLY public.index_accounts_on_username;
DROP INDEX CONCURRENTLY public.index_statuses;
ALTER TABLE public.accounts ALTER COLUMN fields DROP DEFAULT;
DROP MATERIALIZED VIEW public.account_summaries;
-- column public.accounts.created_at: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.accounts
    ALTER COLUMN username TYPE character varying,
    ALTER COLUMN domain TYPE character varying,
    ALTER COLUMN created_at TYPE timestamp(6) without time zone,
    ALTER COLUMN fields DROP NOT NULL,
    ALTER COLUMN username SET DEFAULT ''::character varying;
-- column public.statuses.deleted_at: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.statuses
    ALTER COLUMN visibility TYPE integer,
    ALTER COLUMN deleted_at TYPE timestamp without time zone;
-- its query runs now, and fills it
CREATE MATERIALIZED VIEW public.account_summaries AS
 SELECT a.id AS account_id,
    count(s.id) AS n
   FROM (public.accounts a
     LEFT JOIN public.statuses s ON ((s.account_id = a.id)))
  GROUP BY a.id;
CREATE UNIQUE INDEX index_account_summaries ON public.account_summaries (account_id);
CREATE OR REPLACE FUNCTION public.timestamp_id(table_name text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$ BEGIN RETURN nextval(table_name || '_id_seq'); END $$;
CREATE UNIQUE INDEX CONCURRENTLY index_accounts_on_username ON public.accounts (lower((username)::text), COALESCE(lower((domain)::text), ''::text));
CREATE INDEX CONCURRENTLY index_statuses ON public.statuses (account_id, id DESC, visibility) WHERE (deleted_at IS NULL);

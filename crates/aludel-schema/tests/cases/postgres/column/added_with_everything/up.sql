ALTER TABLE public.orders ADD COLUMN note character varying(20) COMPRESSION pglz COLLATE "C" NOT NULL DEFAULT 'a'::character varying;

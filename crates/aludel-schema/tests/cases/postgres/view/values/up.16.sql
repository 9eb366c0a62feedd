CREATE VIEW public.colours AS
 SELECT column1 AS name,
    column2 AS code
   FROM ( VALUES ('red'::text,1), ('blue'::text,2)) "*VALUES*";

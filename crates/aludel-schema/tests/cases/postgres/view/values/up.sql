CREATE VIEW public.colours AS
 SELECT "*VALUES*".column1 AS name,
    "*VALUES*".column2 AS code
   FROM ( VALUES ('red'::text,1), ('blue'::text,2)) "*VALUES*";

CREATE VIEW "Odd".view AS
 SELECT "select",
    "C d" AS "E.f"
   FROM "Odd"."a ""b""";
COMMENT ON VIEW "Odd".view IS 'two
-- lines'
;
COMMENT ON COLUMN "Odd".view."E.f" IS E'it''s "odd" \\ here';

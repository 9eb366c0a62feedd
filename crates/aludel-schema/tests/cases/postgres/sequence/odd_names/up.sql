CREATE SCHEMA "My schema";
CREATE SEQUENCE "My schema"."Odd ""s";

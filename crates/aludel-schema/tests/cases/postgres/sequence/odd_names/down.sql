-- destroys data: how far sequence My schema.Odd "s has counted
DROP SEQUENCE "My schema"."Odd ""s";
DROP SCHEMA "My schema";

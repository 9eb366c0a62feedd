CREATE TYPE floats AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE "Odd ""range" AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops, multirange_type_name = "Many ""odd");
CREATE TABLE t (f floats, m floats_multirange);

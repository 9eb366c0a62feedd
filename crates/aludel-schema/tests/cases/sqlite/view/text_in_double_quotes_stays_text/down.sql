DROP VIEW open_ones;

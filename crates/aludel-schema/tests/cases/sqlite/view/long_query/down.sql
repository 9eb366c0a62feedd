DROP VIEW sums;

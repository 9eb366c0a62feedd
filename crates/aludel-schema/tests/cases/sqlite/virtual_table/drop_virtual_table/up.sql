-- destroys data: virtual table boxes
DROP TABLE boxes;

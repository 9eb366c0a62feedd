DROP VIEW "Odd".view;

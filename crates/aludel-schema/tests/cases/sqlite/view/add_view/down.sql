DROP VIEW a_view;
DROP VIEW z_view;

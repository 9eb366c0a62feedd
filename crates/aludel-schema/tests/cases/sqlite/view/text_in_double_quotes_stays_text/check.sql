SELECT count(*) FROM open_ones

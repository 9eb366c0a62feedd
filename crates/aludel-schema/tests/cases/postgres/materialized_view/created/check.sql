select * from m

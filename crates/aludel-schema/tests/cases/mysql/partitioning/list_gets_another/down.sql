-- destroys data: partition t.c
ALTER TABLE `t` DROP PARTITION `c`;

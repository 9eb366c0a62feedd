-- destroys data: partition t.p2
ALTER TABLE `t` DROP PARTITION `p2`;

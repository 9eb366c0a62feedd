ALTER TABLE `t`
    MODIFY COLUMN `a` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp(),
    MODIFY COLUMN `b` timestamp(3) NULL ON UPDATE current_timestamp(3);

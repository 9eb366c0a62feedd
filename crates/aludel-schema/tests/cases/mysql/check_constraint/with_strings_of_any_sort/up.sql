ALTER TABLE `t`
    ADD COLUMN `g` varchar(60) GENERATED ALWAYS AS (concat(`a`,_utf8mb4'x\\ny',_utf8mb4'it\'s')) STORED,
    ADD COLUMN `d` varchar(30) DEFAULT (concat(_utf8mb4'it\'s',_utf8mb4'\\n')),
    ADD CONSTRAINT `c` CHECK (((`a` <> _utf8mb4'it\'s \\d "z" % `b`') and regexp_like(`a`,_utf8mb4'^[a-z]\\d*$')));

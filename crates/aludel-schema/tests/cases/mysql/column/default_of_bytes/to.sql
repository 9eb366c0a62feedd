CREATE TABLE t (a int, b varbinary(4) DEFAULT x'00ff27', c binary(3) DEFAULT 'a', d varbinary(9) DEFAULT 'it''s, ok', e bit(3) DEFAULT b'101');

CREATE TABLE t (a varchar(9) DEFAULT '0x01', b varchar(9) DEFAULT 'b''1''', c char(4) DEFAULT '5', d varchar(30) DEFAULT 'current_timestamp');

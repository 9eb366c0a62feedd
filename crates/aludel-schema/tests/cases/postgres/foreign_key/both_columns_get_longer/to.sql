CREATE TABLE p (id varchar(20) PRIMARY KEY);
CREATE TABLE c (p_id varchar(20) REFERENCES p);

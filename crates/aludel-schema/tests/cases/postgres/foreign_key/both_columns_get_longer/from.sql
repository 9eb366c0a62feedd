CREATE TABLE p (id varchar(10) PRIMARY KEY);
CREATE TABLE c (p_id varchar(10) REFERENCES p);

CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE orders (id integer NOT NULL, note text) USING pile;

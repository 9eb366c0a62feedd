ALTER USER MAPPING FOR reader SERVER s OPTIONS (SET "user" 'a', DROP schema);

ALTER USER MAPPING FOR reader SERVER s OPTIONS (ADD schema 'c', SET "user" 'b');

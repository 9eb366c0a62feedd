grant create on schema public to reader;
revoke usage on schema public from public;

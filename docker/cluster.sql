-- Roles and databases that every exercise container has. None has a password: each container gets its own when it starts.

-- Dumps say OWNER TO postgres.
CREATE ROLE postgres SUPERUSER NOLOGIN;
CREATE ROLE student LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;

CREATE DATABASE exercise OWNER carrel;
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE exercise TO student;

\connect exercise
ALTER SCHEMA public OWNER TO student;

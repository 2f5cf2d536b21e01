CREATE TYPE pool_state AS ENUM ('starting', 'ready');

-- Containers started ahead of need, owned by nobody. A claim deletes the row and writes the name into the session's.
CREATE TABLE pool_containers (
  name         text PRIMARY KEY,
  template_key text NOT NULL,
  state        pool_state NOT NULL DEFAULT 'starting',
  port         integer,
  created_at   timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX pool_containers_template_key_state_idx ON pool_containers (template_key, state);

-- The name under which a session's container was claimed, until it bears the session's own.
ALTER TABLE exercise_sessions ADD COLUMN pooled_name text;

-- A claimed container is replaced at once, not at the next round.
CREATE FUNCTION notify_pool() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('carrel_pool', '');
  RETURN NULL;
END $$;
CREATE TRIGGER pool_containers_notify AFTER DELETE ON pool_containers
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pool();

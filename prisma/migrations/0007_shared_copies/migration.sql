-- The one read-only copy of a template that everybody shares: a container started when somebody first asks. The row stands
-- before the container is made and goes before it is removed, so that none is ever left that no row knows.
CREATE TABLE shared_copies (
  template_key    text PRIMARY KEY,
  name            text NOT NULL UNIQUE,
  state           pool_state NOT NULL DEFAULT 'starting',
  port            integer,
  reader_password text NOT NULL,
  admin_password  text NOT NULL,
  -- Whoever starts it holds it until then, by the database's clock.
  lease_until     timestamptz(3),
  last_used_at    timestamptz(3) NOT NULL DEFAULT now(),
  created_at      timestamptz(3) NOT NULL DEFAULT now()
);

-- Places in all. A shared copy takes of the memory and the ports that the host has for sessions.
CREATE OR REPLACE FUNCTION places_in_all(configured integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT least(configured, (
    -- Where no keeper has measured the host yet, memory bounds nothing.
    SELECT CASE WHEN max_running IS NOT NULL THEN greatest(1, max_running - (SELECT count(*)::integer FROM shared_copies)) END
    FROM fleet_state))
$$;

-- Lets one caller start the copy of a template: "existing" where another has, else "starting", or why not: "refused", "full".
CREATE FUNCTION admit_shared_copy(
  wanted_template text, new_name text, new_reader_password text, new_admin_password text, lease_ms integer
) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_places();
  -- Its starter died; the container goes as one that belongs to nobody.
  DELETE FROM shared_copies c
    WHERE c.template_key = wanted_template AND c.state = 'starting' AND NOT lease_holds(c.lease_until, lease_ms);
  IF EXISTS (SELECT FROM shared_copies c WHERE c.template_key = wanted_template) THEN
    RETURN 'existing';
  END IF;
  IF EXISTS (SELECT FROM fleet_state WHERE draining OR refusal IS NOT NULL) THEN
    RETURN 'refused';
  END IF;
  IF places_taken() + (SELECT count(*) FROM shared_copies) >= (SELECT max_running FROM fleet_state) THEN
    RETURN 'full';
  END IF;
  INSERT INTO shared_copies (template_key, name, reader_password, admin_password, lease_until)
    VALUES (wanted_template, new_name, new_reader_password, new_admin_password,
      now() + lease_ms * interval '1 millisecond');
  RETURN 'starting';
END $$;

-- Containers that are no session's and do not wait for one: they take of the memory and the ports that the host has.
CREATE FUNCTION others_running() RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT (SELECT count(*) FROM shared_copies)::integer + (SELECT count(*) FROM graders)::integer
$$;

-- Places in all, for sessions.
CREATE OR REPLACE FUNCTION places_in_all(configured integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT least(configured, (
    -- Where no keeper has measured the host yet, memory bounds nothing.
    SELECT CASE WHEN max_running IS NOT NULL THEN greatest(1, max_running - others_running()) END
    FROM fleet_state))
$$;

-- Gives the places that are free to those who wait longest, and lets go of those whose page is gone: a session that has
-- never run ends, one that slept sleeps on. While the host refuses new starts, only those wake that slept. Returns those that
-- start now.
CREATE OR REPLACE FUNCTION promote_queued(max_live integer, presence_ms integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  free integer;
  is_open boolean := (SELECT refusal IS NULL FROM fleet_state);
  presence interval := presence_ms * interval '1 millisecond';
BEGIN
  IF NOT EXISTS (SELECT FROM exercise_sessions WHERE state = 'queued') THEN
    RETURN;
  END IF;
  PERFORM lock_places();
  -- A place that seems lost for so long was not looked after by anybody, or the clock jumped: its page may be there still.
  UPDATE exercise_sessions SET present_until = now() + presence
    WHERE state = 'queued' AND present_until < now() - 10 * presence;
  UPDATE exercise_sessions
    SET state = 'ended', ended_at = now(), end_reason = 'left_queue', queued_at = NULL, present_until = NULL,
      student_password = NULL, admin_password = NULL
    WHERE state = 'queued' AND ready_at IS NULL AND coalesce(present_until, now()) <= now();
  UPDATE exercise_sessions SET state = 'hibernated', queued_at = NULL, present_until = NULL
    WHERE state = 'queued' AND ready_at IS NOT NULL AND coalesce(present_until, now()) <= now();
  IF EXISTS (SELECT FROM fleet_state WHERE draining) THEN
    RETURN;
  END IF;
  free := places_in_all(max_live) - places_taken();
  IF free <= 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
    UPDATE exercise_sessions s SET state = 'starting', stage = 'container', queued_at = NULL
    FROM (SELECT q.id FROM exercise_sessions q WHERE q.state = 'queued' AND (is_open OR q.ready_at IS NOT NULL)
      ORDER BY q.queued_at, q.id LIMIT free) AS next
    WHERE s.id = next.id
    RETURNING s.id;
END $$;

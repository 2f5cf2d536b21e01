-- The live session that a student has for an exercise, or null. Volatile, so that each call looks anew.
CREATE FUNCTION live_session(student text, exercise text) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT id FROM exercise_sessions
  WHERE student_id = student AND exercise_id = exercise AND state IN ('queued', 'starting', 'ready', 'hibernated')
$$;

-- Lets one start in: gives the student's live session where there is one, else inserts one that starts, with the
-- container that waits longest for its template, or one that queues. Outcomes: "existing", "starting", "queued", "full",
-- "too_many", "refused".
CREATE OR REPLACE FUNCTION admit_session(
  new_id text, new_student text, new_exercise text, new_container text, new_student_password text, new_admin_password text,
  wanted_template text, holder text, lease_ms integer, retention_ms bigint, presence_ms integer,
  max_live integer, max_per_student integer, may_queue boolean
) RETURNS TABLE (outcome text, id text, pooled_name text, port integer) LANGUAGE plpgsql AS $$
DECLARE
  becomes session_state;
  pooled pool_containers;
BEGIN
  id := live_session(new_student, new_exercise);
  IF id IS NULL THEN
    PERFORM lock_places();
    -- Another start of this student may have been let in while this one waited.
    id := live_session(new_student, new_exercise);
  END IF;
  IF id IS NOT NULL THEN
    outcome := 'existing';
    RETURN NEXT;
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM fleet_state WHERE draining OR refusal IS NOT NULL) THEN
    outcome := 'refused';
    RETURN NEXT;
    RETURN;
  END IF;
  IF (SELECT count(*) FROM exercise_sessions s
      WHERE s.student_id = new_student AND s.state IN ('queued', 'starting', 'ready', 'hibernated')) >= max_per_student THEN
    outcome := 'too_many';
    RETURN NEXT;
    RETURN;
  END IF;
  IF places_taken() < places_in_all(max_live)
     AND NOT EXISTS (SELECT FROM exercise_sessions s WHERE s.state = 'queued' AND s.present_until > now()) THEN
    becomes := 'starting';
  ELSIF may_queue THEN
    becomes := 'queued';
  ELSE
    outcome := 'full';
    RETURN NEXT;
    RETURN;
  END IF;
  INSERT INTO exercise_sessions (id, student_id, exercise_id, state, stage, container_name, student_password, admin_password,
      expires_at, queued_at, present_until, lease_holder, lease_until)
    VALUES (new_id, new_student, new_exercise, becomes, CASE becomes WHEN 'starting' THEN 'container' END, new_container,
      new_student_password, new_admin_password, now() + retention_ms * interval '1 millisecond',
      CASE becomes WHEN 'queued' THEN clock_timestamp() END,
      CASE becomes WHEN 'queued' THEN now() + presence_ms * interval '1 millisecond' END,
      CASE becomes WHEN 'starting' THEN holder END,
      CASE becomes WHEN 'starting' THEN now() + lease_ms * interval '1 millisecond' END);
  id := new_id;
  outcome := becomes;
  IF becomes = 'starting' THEN
    pooled := claim_pooled(new_id, wanted_template);
    pooled_name := pooled.name;
    port := pooled.port;
  END IF;
  RETURN NEXT;
END $$;

-- A start whose container waited and was found to answer is ready in the very transaction that lets it in.
DROP FUNCTION admit_session(
  text, text, text, text, text, text, text, text, integer, bigint, integer, integer, integer, boolean);

-- Takes a container out of the pool: the one that is wished for if it still waits, else the one that waits longest. No two
-- callers get the same one.
CREATE FUNCTION take_pooled(wanted_template text, wished_name text) RETURNS pool_containers LANGUAGE plpgsql AS $$
DECLARE
  pooled pool_containers;
BEGIN
  SELECT * INTO pooled FROM pool_containers p WHERE p.template_key = wanted_template AND p.state = 'ready'
    ORDER BY p.name IS DISTINCT FROM wished_name, p.created_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  DELETE FROM pool_containers p WHERE p.name = pooled.name;
  RETURN pooled;
END $$;

-- Lets one start in: gives the student's live session where there is one, else inserts one with the container that waits
-- for its template, or one that queues. Where that container is the one that was found to answer, the session is ready at
-- once. Outcomes: "existing", "ready", "starting", "queued", "full", "too_many", "refused"; the first four with their session.
CREATE FUNCTION admit_session(
  new_id text, new_student text, new_exercise text, new_container text, new_student_password text, new_admin_password text,
  wanted_template text, answering_container text, holder text, lease_ms integer, retention_ms bigint, presence_ms integer,
  max_live integer, max_per_student integer, may_queue boolean
) RETURNS TABLE (outcome text, session exercise_sessions) LANGUAGE plpgsql AS $$
DECLARE
  known_id text := live_session(new_student, new_exercise);
  pooled pool_containers;
BEGIN
  IF known_id IS NULL THEN
    PERFORM lock_places();
    -- Another start of this student may have been let in while this one waited.
    known_id := live_session(new_student, new_exercise);
  END IF;
  IF known_id IS NOT NULL THEN
    outcome := 'existing';
    SELECT s.* INTO session FROM exercise_sessions s WHERE s.id = known_id;
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
    pooled := take_pooled(wanted_template, answering_container);
    outcome := CASE WHEN pooled.name = answering_container THEN 'ready' ELSE 'starting' END;
  ELSIF may_queue THEN
    outcome := 'queued';
  ELSE
    outcome := 'full';
    RETURN NEXT;
    RETURN;
  END IF;
  INSERT INTO exercise_sessions AS s (id, student_id, exercise_id, state, stage, container_name, pooled_name, port,
      student_password, admin_password, expires_at, ready_at, queued_at, present_until, lease_holder, lease_until)
    VALUES (new_id, new_student, new_exercise, outcome::session_state,
      CASE outcome WHEN 'starting' THEN 'container' END, new_container, pooled.name, pooled.port,
      coalesce(pooled.student_password, new_student_password), coalesce(pooled.admin_password, new_admin_password),
      now() + retention_ms * interval '1 millisecond',
      CASE outcome WHEN 'ready' THEN now() END,
      CASE outcome WHEN 'queued' THEN clock_timestamp() END,
      CASE outcome WHEN 'queued' THEN now() + presence_ms * interval '1 millisecond' END,
      CASE outcome WHEN 'starting' THEN holder END,
      CASE outcome WHEN 'starting' THEN now() + lease_ms * interval '1 millisecond' END)
    RETURNING s.* INTO session;
  RETURN NEXT;
END $$;

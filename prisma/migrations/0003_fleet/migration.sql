ALTER TABLE exercise_sessions
  -- Since when a session waits for a place; the queue is in this order.
  ADD COLUMN queued_at timestamptz(3),
  -- Until when an open page keeps its place in the queue, by the database's clock.
  ADD COLUMN present_until timestamptz(3),
  -- Why a session ended: "student", "teacher", "admin", "retention" or "left_queue".
  ADD COLUMN end_reason text;
CREATE INDEX exercise_sessions_queue_idx ON exercise_sessions (queued_at, id) WHERE state = 'queued';

-- Each waiting container has passwords of its own before anybody claims it; nobody knows them until then.
ALTER TABLE pool_containers
  ADD COLUMN student_password text NOT NULL DEFAULT '',
  ADD COLUMN admin_password   text NOT NULL DEFAULT '';
-- What waits from an older release has none, and is made anew by the keeper.
DELETE FROM pool_containers;

-- What the keeper found in its last round, for whoever lets a start in or shows the fleet. One row.
CREATE TABLE fleet_state (
  id             integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  -- Containers of running sessions that this host can carry; null until a keeper has looked.
  max_running    integer,
  -- Why no new session may start now (the host's disk is nearly full), in words for the student; null: they may.
  refusal        text,
  -- An administrator's wish: what runs goes on, nothing new begins.
  draining       boolean NOT NULL DEFAULT false,
  -- The keeper's last round as the Fleet page shows it.
  last_round     jsonb,
  -- The keeper's own metrics, for the one address that Prometheus asks.
  keeper_metrics jsonb,
  updated_at     timestamptz(3) NOT NULL DEFAULT now()
);
INSERT INTO fleet_state DEFAULT VALUES;

-- The fleet over time, one row for each sample of the keeper's; old ones are removed.
CREATE TABLE fleet_samples (
  at           timestamptz(3) PRIMARY KEY DEFAULT now(),
  running      integer NOT NULL,
  hibernated   integer NOT NULL,
  queued       integer NOT NULL,
  pooled       integer NOT NULL,
  capacity     integer NOT NULL,
  memory_bytes bigint,
  memory_total_bytes bigint
);

-- Templates whose containers did not get ready lately, and when the next try is due.
CREATE TABLE template_faults (
  template_key text PRIMARY KEY,
  failures     integer NOT NULL,
  reason       text NOT NULL,
  retry_at     timestamptz(3) NOT NULL,
  updated_at   timestamptz(3) NOT NULL DEFAULT now()
);

-- "40 students, this exercise, 10:00": the pool is filled ahead for it.
CREATE TABLE lessons (
  id          text PRIMARY KEY,
  exercise_id text NOT NULL REFERENCES exercises ON DELETE CASCADE ON UPDATE CASCADE,
  teacher_id  text NOT NULL REFERENCES users ON UPDATE CASCADE,
  students    integer NOT NULL CHECK (students BETWEEN 1 AND 1000),
  starts_at   timestamptz(3) NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX lessons_starts_at_idx ON lessons (starts_at);
CREATE INDEX lessons_exercise_id_idx ON lessons (exercise_id);
CREATE INDEX lessons_teacher_id_idx ON lessons (teacher_id);

-- What people did to the fleet by hand. Rows are added and never changed.
CREATE TABLE audit_entries (
  id         text PRIMARY KEY,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  actor_id   text REFERENCES users ON DELETE SET NULL ON UPDATE CASCADE,
  actor_name text NOT NULL,
  action     text NOT NULL,
  subject    text NOT NULL,
  details    jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_at_idx ON audit_entries (at);
CREATE INDEX audit_entries_actor_id_idx ON audit_entries (actor_id);

-- What a student ran, so that it is at hand again when a database is lost.
CREATE TABLE statement_history (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id  text NOT NULL REFERENCES exercise_sessions ON DELETE CASCADE ON UPDATE CASCADE,
  student_id  text NOT NULL REFERENCES users ON UPDATE CASCADE,
  exercise_id text NOT NULL REFERENCES exercises ON DELETE CASCADE ON UPDATE CASCADE,
  console     text NOT NULL,
  statement   text NOT NULL,
  -- "ok" or the reason of the error, as in the query's answer.
  outcome     text NOT NULL,
  -- PostgreSQL's tag, or its error message.
  message     text NOT NULL,
  duration_ms double precision NOT NULL,
  at          timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX statement_history_session_id_idx ON statement_history (session_id, id);
CREATE INDEX statement_history_student_exercise_idx ON statement_history (student_id, exercise_id, id);

-- The Fleet page and the queue hear of changes without polling.
CREATE FUNCTION notify_fleet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('carrel_fleet', '');
  RETURN NULL;
END $$;
CREATE TRIGGER fleet_state_notify AFTER UPDATE ON fleet_state FOR EACH STATEMENT EXECUTE FUNCTION notify_fleet();
CREATE TRIGGER audit_entries_notify AFTER INSERT ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION notify_fleet();
CREATE TRIGGER lessons_notify AFTER INSERT OR UPDATE OR DELETE ON lessons FOR EACH STATEMENT EXECUTE FUNCTION notify_pool();

-- Whoever decides who gets a place holds this until the end of the transaction, so that places are counted exactly.
CREATE FUNCTION lock_places() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(4416882, 2)
$$;

-- A lease holds until its time, by the database's clock. One that reaches further than any lease is given was written
-- before the clock jumped back, and holds nothing.
CREATE FUNCTION lease_holds(lease_until timestamptz, lease_ms integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(lease_until > now() AND lease_until <= now() + lease_ms * interval '1 millisecond', false)
$$;

-- Places that are taken: sessions whose container runs, will run in a moment, or is being stopped at this moment.
CREATE FUNCTION places_taken() RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM exercise_sessions
  WHERE state IN ('starting', 'ready') OR (state = 'hibernated' AND lease_until > now())
$$;

CREATE FUNCTION places_in_all(configured integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT least(configured, (SELECT max_running FROM fleet_state))
$$;

-- Lets one start in: gives the student's live session where there is one, else inserts one that starts, with the
-- container that waits longest for its template, or one that queues. Outcomes: "existing", "starting", "queued", "full",
-- "too_many", "refused".
CREATE FUNCTION admit_session(
  new_id text, new_student text, new_exercise text, new_container text, new_student_password text, new_admin_password text,
  wanted_template text, holder text, lease_ms integer, retention_ms bigint, presence_ms integer,
  max_live integer, max_per_student integer, may_queue boolean
) RETURNS TABLE (outcome text, id text, pooled_name text, port integer) LANGUAGE plpgsql AS $$
DECLARE
  becomes session_state;
  pooled pool_containers;
BEGIN
  SELECT s.id INTO id FROM exercise_sessions s
    WHERE s.student_id = new_student AND s.exercise_id = new_exercise
      AND s.state IN ('queued', 'starting', 'ready', 'hibernated');
  IF FOUND THEN
    outcome := 'existing';
    RETURN NEXT;
    RETURN;
  END IF;
  PERFORM lock_places();
  -- Another start of this student may have been let in while this one waited.
  SELECT s.id INTO id FROM exercise_sessions s
    WHERE s.student_id = new_student AND s.exercise_id = new_exercise
      AND s.state IN ('queued', 'starting', 'ready', 'hibernated');
  IF FOUND THEN
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

-- Gives a starting session the container that waits longest for a template: no two sessions get the same one.
CREATE FUNCTION claim_pooled(session_id text, wanted_template text) RETURNS pool_containers LANGUAGE plpgsql AS $$
DECLARE
  pooled pool_containers;
BEGIN
  SELECT * INTO pooled FROM pool_containers p WHERE p.template_key = wanted_template AND p.state = 'ready'
    ORDER BY p.created_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE exercise_sessions s
    SET pooled_name = pooled.name, port = pooled.port,
      student_password = pooled.student_password, admin_password = pooled.admin_password
    WHERE s.id = session_id AND s.state = 'starting' AND s.pooled_name IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  DELETE FROM pool_containers p WHERE p.name = pooled.name;
  RETURN pooled;
END $$;

-- Wakes a sleeping session: "starting" where there is a place, else "queued". Null where it does not sleep.
CREATE FUNCTION wake_session(
  sleeping_id text, max_live integer, presence_ms integer, retention_ms bigint
) RETURNS session_state LANGUAGE plpgsql AS $$
DECLARE
  becomes session_state;
BEGIN
  PERFORM lock_places();
  IF EXISTS (SELECT FROM fleet_state WHERE draining) THEN
    RETURN NULL;
  END IF;
  becomes := CASE WHEN places_taken() < places_in_all(max_live)
      AND NOT EXISTS (SELECT FROM exercise_sessions s WHERE s.state = 'queued' AND s.present_until > now())
    THEN 'starting' ELSE 'queued' END;
  UPDATE exercise_sessions s
    SET state = becomes, stage = CASE becomes WHEN 'starting' THEN 'container' END, port = NULL,
      queued_at = CASE becomes WHEN 'queued' THEN clock_timestamp() END,
      present_until = now() + presence_ms * interval '1 millisecond',
      last_active_at = now(), expires_at = now() + retention_ms * interval '1 millisecond'
    WHERE s.id = sleeping_id AND s.state = 'hibernated';
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN becomes;
END $$;

-- Gives the places that are free to those who wait longest, and lets go of those whose page is gone: a session that has
-- never run ends, one that slept sleeps on. Returns those that start now.
CREATE FUNCTION promote_queued(max_live integer, presence_ms integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  free integer;
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
    FROM (SELECT q.id FROM exercise_sessions q WHERE q.state = 'queued' ORDER BY q.queued_at, q.id LIMIT free) AS next
    WHERE s.id = next.id
    RETURNING s.id;
END $$;

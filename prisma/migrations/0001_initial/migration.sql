CREATE TYPE user_role AS ENUM ('student', 'teacher', 'admin');
CREATE TYPE course_role AS ENUM ('student', 'teacher');
CREATE TYPE build_state AS ENUM ('building', 'ready', 'failed');
CREATE TYPE exercise_kind AS ENUM ('query', 'change', 'schema', 'permissions', 'transactions', 'plan');
CREATE TYPE session_state AS ENUM ('queued', 'starting', 'ready', 'hibernated', 'ended', 'failed');

CREATE TABLE users (
  id            text PRIMARY KEY,
  email         text NOT NULL UNIQUE CHECK (email = lower(email)),
  name          text NOT NULL,
  role          user_role NOT NULL,
  password_hash text,
  created_at    timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE courses (
  id         text PRIMARY KEY,
  slug       text NOT NULL UNIQUE,
  title      text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE course_members (
  course_id text NOT NULL REFERENCES courses ON DELETE CASCADE ON UPDATE CASCADE,
  user_id   text NOT NULL REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE,
  role      course_role NOT NULL,
  PRIMARY KEY (course_id, user_id)
);
CREATE INDEX course_members_user_id_idx ON course_members (user_id);

CREATE TABLE exercise_databases (
  id           text PRIMARY KEY,
  slug         text NOT NULL UNIQUE,
  title        text NOT NULL,
  schema_sql   text NOT NULL,
  seed_sql     text NOT NULL DEFAULT '',
  template_key text,
  build_state  build_state NOT NULL DEFAULT 'building',
  build_error  jsonb,
  content_hash text,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  updated_at   timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE exercises (
  id           text PRIMARY KEY,
  slug         text NOT NULL UNIQUE,
  title        text NOT NULL,
  database_id  text NOT NULL REFERENCES exercise_databases ON UPDATE CASCADE,
  prompt       text NOT NULL,
  kind         exercise_kind NOT NULL DEFAULT 'query',
  solution_sql text NOT NULL,
  starter_sql  text,
  topic        text,
  difficulty   integer CHECK (difficulty BETWEEN 1 AND 5),
  "check"      jsonb NOT NULL DEFAULT '{}',
  published    boolean NOT NULL DEFAULT false,
  position     integer NOT NULL DEFAULT 0,
  version      integer NOT NULL DEFAULT 1,
  content_hash text,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  updated_at   timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX exercises_database_id_idx ON exercises (database_id);

CREATE TABLE exercise_sessions (
  id               text PRIMARY KEY,
  student_id       text NOT NULL REFERENCES users ON UPDATE CASCADE,
  exercise_id      text NOT NULL REFERENCES exercises ON UPDATE CASCADE,
  state            session_state NOT NULL,
  stage            text,
  container_name   text UNIQUE,
  port             integer,
  student_password text,
  admin_password   text,
  failure_code     text,
  failure_message  text,
  lease_until      timestamptz(3),
  lease_holder     text,
  created_at       timestamptz(3) NOT NULL DEFAULT now(),
  ready_at         timestamptz(3),
  last_active_at   timestamptz(3) NOT NULL DEFAULT now(),
  expires_at       timestamptz(3) NOT NULL,
  ended_at         timestamptz(3)
);
CREATE INDEX exercise_sessions_student_id_idx ON exercise_sessions (student_id);
CREATE INDEX exercise_sessions_exercise_id_idx ON exercise_sessions (exercise_id);
CREATE INDEX exercise_sessions_state_idx ON exercise_sessions (state);

-- However many requests arrive at once, a student has one live session for an exercise.
CREATE UNIQUE INDEX exercise_sessions_one_live_idx ON exercise_sessions (student_id, exercise_id)
  WHERE state IN ('queued', 'starting', 'ready', 'hibernated');

-- Whoever shows or keeps sessions hears of every change without polling.
CREATE FUNCTION notify_exercise_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('carrel_session', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER exercise_sessions_notify AFTER INSERT OR UPDATE OF state, stage, port, container_name, expires_at
  ON exercise_sessions FOR EACH ROW EXECUTE FUNCTION notify_exercise_session();

CREATE FUNCTION notify_exercise_database() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('carrel_database', NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER exercise_databases_notify AFTER INSERT OR UPDATE OF schema_sql, seed_sql, build_state
  ON exercise_databases FOR EACH ROW EXECUTE FUNCTION notify_exercise_database();

-- Consoles in which a transaction is open. The connection goes with the web server's process, and the next one has to say so.
CREATE TABLE open_transactions (
  session_id     text NOT NULL REFERENCES exercise_sessions (id) ON DELETE CASCADE,
  console        text NOT NULL,
  container_name text NOT NULL,
  PRIMARY KEY (session_id, console)
);

-- When the session was last put to sleep because its disk was full and its clients wrote on: the page says so. Any other sleep,
-- and a reset, forgets it.
ALTER TABLE exercise_sessions ADD COLUMN disk_sleep_at timestamptz(3);

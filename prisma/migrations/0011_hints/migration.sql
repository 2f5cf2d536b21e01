-- Hints that open one by one, and a few words on the solution for those who have found one.
ALTER TABLE exercises
  ADD COLUMN hints text[] NOT NULL DEFAULT '{}',
  ADD COLUMN why   text;

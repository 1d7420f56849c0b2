CREATE TABLE boards (board_id INTEGER PRIMARY KEY, name TEXT, icon TEXT, creation_date DATETIME, reset_column INTEGER, start_column INTEGER, finish_column INTEGER);
CREATE TABLE columns (column_id INTEGER PRIMARY KEY, name TEXT, visible BOOLEAN, position INTEGER, board_id INTEGER);
CREATE TABLE tasks (task_id INTEGER PRIMARY KEY, title TEXT, "column" INTEGER, category INTEGER, description TEXT, creation_date DATETIME, start_date DATETIME, finish_date DATETIME, due_date DATETIME);
CREATE TABLE audits (event_id INTEGER PRIMARY KEY, event_timestamp DATETIME, event_type TEXT, object_type TEXT, object_id INTEGER, object_field TEXT, value_old TEXT, value_new TEXT);
INSERT INTO boards VALUES (3, 'Tax return', NULL, '2026-03-01T09:00:00', 9, 10, 11);
INSERT INTO columns VALUES (9, 'To do', 1, 1, 3), (10, 'On it', 1, 2, 3), (11, 'Finished', 1, 3, 3);
INSERT INTO tasks VALUES
  (1, 'Collect receipts', 11, NULL, NULL, '2026-03-01T09:05:00', NULL, '2026-03-20T18:00:00', NULL),
  (2, 'Fill it in', 11, NULL, NULL, '2026-03-01T09:06:00', NULL, NULL, NULL);
INSERT INTO audits VALUES (1, '2026-04-02 07:00:00', 'UPDATE', 'task', 2, 'column', '9', '11');

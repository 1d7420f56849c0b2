CREATE TABLE boards (
  board_id INTEGER PRIMARY KEY, name TEXT NOT NULL, icon TEXT, creation_date DATETIME NOT NULL,
  reset_column INTEGER, start_column INTEGER, finish_column INTEGER
);
CREATE TABLE columns (
  column_id INTEGER PRIMARY KEY, name TEXT NOT NULL, visible BOOLEAN, position INTEGER, board_id INTEGER
);
CREATE TABLE categories (category_id INTEGER PRIMARY KEY, name TEXT NOT NULL, color TEXT NOT NULL);
CREATE TABLE tasks (
  task_id INTEGER PRIMARY KEY, title TEXT NOT NULL, "column" INTEGER NOT NULL, category INTEGER,
  description TEXT, creation_date DATETIME NOT NULL, start_date DATETIME, finish_date DATETIME,
  due_date DATETIME, metadata TEXT DEFAULT '{}', position INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE dependencies (
  dependency_id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL, depends_on_task_id INTEGER NOT NULL
);
CREATE TABLE audits (
  event_id INTEGER PRIMARY KEY, event_timestamp DATETIME NOT NULL, event_type TEXT NOT NULL,
  object_type TEXT NOT NULL, object_id INTEGER NOT NULL, object_field TEXT, value_old TEXT,
  value_new TEXT
);
INSERT INTO boards VALUES
  (1, 'Move to Riga', ':house:', '2026-10-01T09:00:00', 1, 2, 3),
  (2, 'Choir', '', '2026-11-01T09:00:00', NULL, NULL, NULL);
INSERT INTO columns VALUES
  (1, 'Ready', 1, 1, 1), (2, 'Doing', 1, 2, 1), (3, 'Done', 1, 3, 1), (4, 'Archive', 0, 4, 1),
  (5, 'Songs', 1, 1, 2), (6, 'Sung', 1, 2, 2);
INSERT INTO categories VALUES (1, 'papers', '#ff8800');
INSERT INTO tasks VALUES
  (1, 'Give notice', 3, 1, 'By post.
With a copy.', '2026-10-01T09:05:00', '2026-10-02T10:00:00', '2026-10-03T23:30:00', NULL, '{}', 0),
  (2, 'Sell the piano', 4, NULL, '', '2026-10-01T09:06:00', NULL, NULL, NULL, '{}', 0),
  (3, 'Pack the books', 2, NULL, '', '2026-10-01T09:07:00', '2026-11-20T08:00:00', NULL,
   '2026-12-10T00:00:00', '{"assignee": "Ilze", "jira_key": "MOVE-3"}', 0),
  (4, 'Book the van', 1, 1, '', '2026-10-01T09:08:00', NULL, NULL, '2026-12-15T14:00:00', '{}', 1),
  (5, 'Measure the rooms', 1, NULL, '', '2026-10-01T09:09:00', NULL, NULL, NULL, '{}', 0),
  (6, 'Learn the canon', 5, NULL, '', '2026-11-01T09:05:00', NULL, NULL, NULL, '{}', 0);
INSERT INTO dependencies VALUES (1, 4, 5);
INSERT INTO audits VALUES
  (1, '2026-10-03 21:30:00', 'UPDATE', 'task', 1, 'column', '2', '3'),
  (2, '2026-10-20 08:00:00', 'UPDATE', 'task', 2, 'column', '1', '4');

CREATE TABLE workspace (id INTEGER, order_index INTEGER, description VARCHAR, is_root BOOLEAN, parent_workspace_id INTEGER);
CREATE TABLE todo (id INTEGER, order_index INTEGER, description VARCHAR, due DATETIME, effort INTEGER, recurrence DATETIME, urgency INTEGER, pending BOOLEAN, parent_workspace_id INTEGER, parent_todo_id INTEGER);
INSERT INTO workspace VALUES (7, -1, '', 1, NULL), (8, 0, 'Talk in Graz', 0, 7);
INSERT INTO todo VALUES
  (1, 0, 'Abstract', '2026-10-01 00:00:00.000000', 1, NULL, 1, 0, 8, NULL),
  (2, 1, 'Slides', '2026-10-20 00:00:00.000000', 5, NULL, 3, 0, 8, NULL);

CREATE TABLE workspace (
  id INTEGER NOT NULL PRIMARY KEY, order_index INTEGER NOT NULL, description VARCHAR NOT NULL,
  is_root BOOLEAN NOT NULL, parent_workspace_id INTEGER REFERENCES workspace (id)
);
CREATE TABLE todo (
  id INTEGER NOT NULL PRIMARY KEY, order_index INTEGER NOT NULL, description VARCHAR NOT NULL,
  due DATETIME, effort INTEGER NOT NULL, recurrence DATETIME, urgency INTEGER NOT NULL,
  pending BOOLEAN NOT NULL, parent_workspace_id INTEGER REFERENCES workspace (id),
  parent_todo_id INTEGER REFERENCES todo (id)
);
INSERT INTO workspace VALUES
  (1, -1, '', 1, NULL), (2, 1, 'Garden', 0, 1), (3, 0, 'Boat', 0, 1), (4, 0, 'Engine', 0, 3),
  (5, 0, 'Empty shelf', 0, 1);
INSERT INTO todo VALUES
  (1, 1, 'Varnish the deck @yard', '2026-12-05 00:00:00.000000', 3, NULL, 1, 1, 3, NULL),
  (2, 0, 'Wash @yard @outside', NULL, 0, NULL, 4, 0, 3, NULL),
  (3, 0, 'Change the oil', '2026-12-01 16:30:00.000000', 0, NULL, 1, 1, 4, NULL),
  (4, 1, 'Run it dry', '2026-12-08 09:30:00.182755', 0, '1970-01-08 00:00:00.000000', 1, 1, 4, NULL),
  (5, 0, 'Lay the path', NULL, 0, NULL, 1, 1, 2, NULL),
  (6, 1, 'Sand', NULL, 0, NULL, 1, 1, NULL, 5),
  (7, 0, 'Stones', NULL, 0, NULL, 1, 0, NULL, 5),
  (8, 1, 'Prune the pear', NULL, 0, NULL, 2, 1, 2, NULL),
  (9, 2, '', NULL, 0, NULL, 1, 1, 2, NULL);

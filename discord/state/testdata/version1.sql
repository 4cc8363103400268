-- A file of version 1. It is never changed.
PRAGMA journal_mode=WAL;
CREATE TABLE servers (
		id TEXT NOT NULL PRIMARY KEY,
		library TEXT NOT NULL,
		channels TEXT NOT NULL, -- a list in JSON
		private INTEGER NOT NULL,
		ordering TEXT NOT NULL,
		excerpts INTEGER NOT NULL,
		language TEXT NOT NULL
	) STRICT;
	CREATE TABLE members (
		id TEXT NOT NULL PRIMARY KEY,
		private INTEGER,
		length TEXT NOT NULL
	) STRICT;
	CREATE TABLE views (
		key TEXT NOT NULL PRIMARY KEY,
		member TEXT NOT NULL,
		server TEXT NOT NULL,
		body TEXT NOT NULL,
		expires INTEGER NOT NULL -- microseconds since 1970, as all times here
	) STRICT;
	CREATE INDEX views_member ON views (member);
	CREATE INDEX views_server ON views (server);
	CREATE INDEX views_expires ON views (expires);
	CREATE TABLE discussions (
		thread TEXT NOT NULL PRIMARY KEY,
		server TEXT NOT NULL,
		member TEXT NOT NULL,
		question TEXT NOT NULL,
		library TEXT NOT NULL,
		revision TEXT NOT NULL,
		made INTEGER NOT NULL,
		complete INTEGER NOT NULL
	) STRICT;
	CREATE INDEX discussions_member ON discussions (member);
	CREATE INDEX discussions_server ON discussions (server);
	CREATE INDEX discussions_unfinished ON discussions (made) WHERE NOT complete;
	CREATE TABLE posts (
		thread TEXT NOT NULL REFERENCES discussions ON DELETE CASCADE,
		position INTEGER NOT NULL,
		source TEXT NOT NULL,
		message TEXT NOT NULL,
		PRIMARY KEY (thread, position)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE additions (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		thread TEXT NOT NULL,
		server TEXT NOT NULL,
		member TEXT NOT NULL,
		kind TEXT NOT NULL,
		excerpt TEXT NOT NULL,
		words TEXT NOT NULL,
		made INTEGER NOT NULL
	) STRICT;
	CREATE INDEX additions_thread ON additions (thread);
	CREATE INDEX additions_member ON additions (member);
	CREATE INDEX additions_server ON additions (server);
	CREATE TABLE feedback (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		member TEXT NOT NULL,
		server TEXT NOT NULL,
		kind TEXT NOT NULL,
		question TEXT NOT NULL,
		library TEXT NOT NULL,
		revision TEXT NOT NULL,
		source TEXT NOT NULL,
		excerpt TEXT NOT NULL,
		words TEXT NOT NULL,
		made INTEGER NOT NULL
	) STRICT;
	CREATE INDEX feedback_member ON feedback (member);
	CREATE INDEX feedback_server ON feedback (server);

INSERT INTO servers VALUES ('100', 'letters', '["11","12"]', 1, 'date', 3, 'de');
INSERT INTO members VALUES ('7', NULL, 'short'), ('8', 0, '');
INSERT INTO views VALUES ('k1', '7', '100', '{"page":2}', 1773500000000000);
INSERT INTO discussions VALUES ('55', '100', '7', 'when did it rain?', 'letters', 'r1', 1773400000000000, 0);
INSERT INTO posts VALUES ('55', 0, 'diary', '901'), ('55', 1, 'minutes', '902');
INSERT INTO additions VALUES (4, '55', '100', '8', 'challenge', '000:k7f2', 'it was the day before', 1773400000000001);
INSERT INTO feedback VALUES (9, '8', '100', 'missing', 'when did it rain?', 'letters', 'r1', '', '', 'the diary says more', 1773400000000002);
PRAGMA application_id=1449226820;
PRAGMA user_version=1;

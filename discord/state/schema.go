package state

// applicationID marks the file as one of this program. It reads "VarD".
const applicationID = 0x56617244

// Version is the version of the file that this program writes. It reads all older ones and makes them newer.
const Version = 3

// steps make version 1, 2 and so on of the file. A step that was published is never changed.
var steps = []string{
	// Version 1: settings, views, discussions, additions and feedback.
	`CREATE TABLE servers (
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
	CREATE INDEX feedback_server ON feedback (server)`,

	// Version 2: the interactions seen by any process, and the deletions whose bytes are still to be wiped.
	`CREATE TABLE marks (
		interaction TEXT NOT NULL PRIMARY KEY,
		made INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX marks_made ON marks (made);
	CREATE TABLE deletions (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT`,

	// Version 3: those who wait for an answer.
	`CREATE TABLE pending (
		interaction TEXT NOT NULL PRIMARY KEY,
		application TEXT NOT NULL,
		token TEXT NOT NULL,
		member TEXT NOT NULL,
		server TEXT NOT NULL,
		language TEXT NOT NULL,
		updates INTEGER NOT NULL,
		made INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX pending_made ON pending (made);
	CREATE INDEX pending_member ON pending (member);
	CREATE INDEX pending_server ON pending (server)`,
}

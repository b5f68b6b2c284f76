"""The walk: one module a command, each a straight line of calls to the floors below; nothing prints here."""

"""A team's tables, and how they are read and written in the SQL that every database has."""

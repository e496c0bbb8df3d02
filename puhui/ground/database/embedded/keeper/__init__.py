"""keeper: the program that holds PostgreSQL as its child. Run as a folder; nothing else imports it."""

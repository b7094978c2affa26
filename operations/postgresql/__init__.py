"""Django's engine for PostgreSQL, with a question less for each request (base.py, where Django looks for it)."""

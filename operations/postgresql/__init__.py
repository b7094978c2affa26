"""Django's engine for PostgreSQL, quicker in what each request asks (base.py, where Django looks for it)."""

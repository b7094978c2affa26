"""Django's engine for PostgreSQL (base.py, where Django looks for it): a question less for each request, and an end to
waiting for a server that hangs (patience.py)."""

"""Django's engine for PostgreSQL (base.py, where Django looks for it): quicker in what each request asks, and with an
end to waiting for a server that hangs (patience.py)."""

"""The web server's settings: `gunicorn besponsa_site.wsgi --config besponsa_site/gunicorn.py --bind HOST:PORT`."""

import signal

workers = 2  # processes; more pay off with more cores
worker_class = "gthread"
threads = 4  # per process
preload_app = True  # read the code once, then fork: a faster start, and a fault in it shows once

# A process that has rendered many PDFs has grown: replace it now and then, not both at once.
max_requests = 50_000
max_requests_jitter = 10_000

timeout = 60  # seconds; freezing a long leaflet renders its PDF within one request
graceful_timeout = 30  # seconds that requests under way may take when the server is told to end
keepalive = 5  # seconds

# Only a proxy on this machine is believed when it says that the visitor came by https, and only in this one header.
# Elsewhere the proxy must set or drop X-Forwarded-Proto itself: Django reads it too when HTTPS is on.
forwarded_allow_ips = "127.0.0.1,::1"
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""  # no header sets SCRIPT_NAME or PATH_INFO
header_map = "drop"  # X_Forwarded_Proto is not X-Forwarded-Proto

accesslog = None  # a visitor's address and path together say what a person reads; the proxy keeps what is needed
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker):
    # Ctrl-C in a terminal reaches every process, and one that is told twice to end can hang. The first process
    # tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

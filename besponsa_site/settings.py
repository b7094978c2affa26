"""All settings. Only this module reads the environment; `.env.example` lists every variable.

Defaults are the safe choice: HTTPS on, DEBUG off, no host allowed, no secret made up.
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from besponsa_site.environment import Environment, with_port
from operations.bucket_address import bucket_storage

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment(
    ADMIN_PATH=(str, "admin"),
    ALLOWED_HOSTS=(list, []),
    BUCKET_URL=(str, ""),
    CACHE_URL=(str, ""),
    COMPANY_CODE=(str, "PFE"),
    COMPANY_NAME=(str, "Pfizer Limited"),
    COMPANY_HOSTS=(list, ["pfizer.co.uk", "pfizermedicalinformation.co.uk"]),
    DATABASE_OWNER_URL=(str, ""),
    DATABASE_URL=(str, ""),
    DATA_DIR=(str, "var"),
    DEBUG=(bool, False),
    EMAIL_FROM=(str, "register@localhost"),
    EMAIL_URL=(str, "consolemail://"),
    ERROR_MAIL_TO=(list, []),
    GATE_REMEMBER_DAYS=(int, 30),
    HAND_OVER=(str, ""),
    HTTPS=(bool, True),
    JOB_CODE_COUNTRY=(str, "GBR"),
    JOB_CODE_PREFIX=(str, "PP"),
    LEAFLET_MAX_MB=(int, 20),
    LEAFLET_MAX_PAGES=(int, 60),
    LOG_FORMAT=(str, "json"),
    OIDC_CLAIM=(str, "email"),
    OIDC_CLIENT=(str, ""),
    OIDC_NAME=(str, "your company account"),
    OIDC_SECRET=(str, ""),
    OIDC_SERVER=(str, ""),
    PROMETHEUS_MULTIPROC_DIR=(str, ""),
    PROXIES=(int, 1),
    RATE_GATE=(str, "120/m"),
    RATE_SEARCH=(str, "60/m"),
    RETENTION_YEARS=(int, 3),
    SECRET_KEY=(str, ""),
    SECRET_KEY_FALLBACKS=(list, []),
    SIGN_IN_FAILURES=(int, 5),
    SIGN_IN_LOCK_MINUTES=(int, 15),
    SITE_ADDRESS=(str, ""),
    STAFF_IDLE_MINUTES=(int, 30),
    STAFF_NETWORKS=(list, []),
    STAFF_SECOND_FACTOR=(list, ["Reviewers", "Signatories", "Administrators"]),
    STAFF_SESSION_HOURS=(int, 12),
    VERIFY_EVERY_DAYS=(int, 2),
)
Environment.read_env(BASE_DIR / ".env")

DATA_DIR = BASE_DIR / env("DATA_DIR")  # database, media, secret; an absolute path stands for itself
_secret_file = DATA_DIR / "secret-key"  # written by `make run`
SECRET_KEY = env("SECRET_KEY") or (_secret_file.read_text().strip() if _secret_file.exists() else "")
# An empty key stops Django at the first use: without a secret the site does not start.
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS")  # former ones, still read: docs/staff.md
DEBUG = env("DEBUG")
HTTPS = env("HTTPS")  # off only for a plain http://127.0.0.1 on one's own machine
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
ADMIN_PATH = env("ADMIN_PATH").strip("/")  # the admin answers at /<ADMIN_PATH>/
GATE_REMEMBER_DAYS = env("GATE_REMEMBER_DAYS")  # whole days; 0 asks at every visit
JOB_CODE_PREFIX = env("JOB_CODE_PREFIX")  # the first part of new job codes
JOB_CODE_COUNTRY = env("JOB_CODE_COUNTRY")  # ISO 3166-1 alpha-3
LEAFLET_MAX_MB = env("LEAFLET_MAX_MB")  # of a PDF from an agency
LEAFLET_MAX_PAGES = env("LEAFLET_MAX_PAGES")
COMPANY_CODE = env("COMPANY_CODE")  # stands for the product in codes of corporate material
COMPANY_NAME = env("COMPANY_NAME")  # who promotes on pages that belong to no product
COMPANY_HOSTS = env("COMPANY_HOSTS")  # sites of the company, with all below them: no third parties
USES_WRITTEN_EVERY_SECONDS = 10  # each process writes what it counted; 0 only when it is told to
RETENTION_YEARS = env("RETENTION_YEARS")  # after last use; never below three
# Where visitors and staff reach the site, as printed on certificates and in mails.
SITE_ADDRESS = env("SITE_ADDRESS").rstrip("/") or f"http{'s' if HTTPS else ''}://{(ALLOWED_HOSTS or ['localhost'])[0]}"

INSTALLED_APPS = [
    "compliance",
    "pages",
    "gating",
    "downloads",
    "search",
    "operations",
    "demonstration",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "csp",
    "compliance.admin_site.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "staff",
]

MIDDLEWARE = [
    "operations.client_address.ClientAddressMiddleware",
    "operations.middleware.RequestMiddleware",
    "operations.headers.HeadersMiddleware",
    "operations.malformed.MalformedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pages.visitor_csp.CspMiddleware",
    "staff.middleware.NetworksMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Before everything that may answer by itself (redirects for a missing slash, say): the gate decides first.
    "gating.middleware.GateMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "staff.middleware.SignedInMiddleware",
    "compliance.middleware.GoneMiddleware",
    "pages.editor_csp.EditorCspMiddleware",
]

ROOT_URLCONF = "besponsa_site.urls"
WSGI_APPLICATION = "besponsa_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context_processors.menu",
                "staff.context.admin_frame",
            ],
        },
    }
]


def database(url: str) -> dict:
    """Django's settings for the database at `url`."""
    found = env.db_url_config(url) | {"CONN_MAX_AGE": 60}  # seconds; a new one for each request is 8 times slower
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            # Each action takes the write lock when it begins, so that what it read still holds when it writes.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for another writer
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
        return found
    # Compiling the register's queries takes longer than answering them. A server that is gone without a word is given
    # up after seconds, not minutes.
    options = {"options": "-c jit=off", "connect_timeout": 5, "tcp_user_timeout": 10_000} | found.get("OPTIONS", {})
    return found | {"ENGINE": "operations.postgresql", "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


SCHEMES = ("postgres", "postgresql", "sqlite")
DATABASES = {
    "default": env.address("DATABASE_URL", database, *SCHEMES, instead=f"sqlite:///{DATA_DIR / 'besponsa.sqlite3'}")
}
# How `migrate` reaches it, where the tables belong to another role than the site's: docs/decisions/0034
DATABASE_OWNER = env.address("DATABASE_OWNER_URL", database, *SCHEMES) if env("DATABASE_OWNER_URL") else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_ENGINE = "gating.sessions"  # in the database also where there is a cache: docs/decisions/0032
if env("CACHE_URL"):
    redis = env.address("CACHE_URL", with_port(env.cache_url_config), "redis", "rediss", "rediscache")
    CACHES = {"default": redis | {"BACKEND": "operations.redis_cache.RedisCache"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pages.stylesheet.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "operations.whole_files.WholeFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env("BUCKET_URL"):
    STORAGES["default"] = env.address("BUCKET_URL", with_port(bucket_storage), "https", "http")
HAND_OVER = env("HAND_OVER")  # who sends leaflets: "", front-server or bucket; downloads/handing_over.py
HAND_OVER_DIR = DATA_DIR / "handed-over"
WHITENOISE_MAX_AGE = 3600  # seconds, for the few names without a hash
WHITENOISE_ALLOW_ALL_ORIGINS = False  # fonts and styles are for our own pages

vars().update(env.address("EMAIL_URL", env.email_url_config, *env.EMAIL_SCHEMES))
DEFAULT_FROM_EMAIL = env("EMAIL_FROM")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "staff.passwords.Common"},
    {"NAME": "staff.passwords.Words"},
    {"NAME": "staff.passwords.Own"},
]
LOGIN_URL = "admin:login"

# Staff sign-in: staff/, docs/staff.md.
STAFF_SECOND_FACTOR = env("STAFF_SECOND_FACTOR")  # groups whose members need one
STAFF_IDLE_MINUTES = env("STAFF_IDLE_MINUTES")
STAFF_SESSION_HOURS = env("STAFF_SESSION_HOURS")  # from signing in, however much it is used
STAFF_NETWORKS = env("STAFF_NETWORKS")  # empty: from everywhere
SIGN_IN_FAILURES = env("SIGN_IN_FAILURES")  # of one user from one address
SIGN_IN_LOCK_MINUTES = env("SIGN_IN_LOCK_MINUTES")
SIGNING_PROOF = "staff.signing.PasswordAndFactor"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "staff.adapters.StaffBackend"]
ACCOUNT_ADAPTER = "staff.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by administrators
ACCOUNT_FORMS = {"login": "staff.forms.LoginForm", "reauthenticate": "staff.forms.ConfirmForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_RATE_LIMITS = False  # axes counts, in the database: by user and address, the same on all servers
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "staff.adapters.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "staff.forms.ActivateTOTPForm",
    "authenticate": "staff.forms.AuthenticateForm",
    "authenticate_webauthn": "staff.forms.AuthenticateWebAuthnForm",
    "reauthenticate": "staff.forms.ReauthenticateForm",
    "reauthenticate_webauthn": "staff.forms.ReauthenticateWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_PERIOD = 30  # seconds
MFA_TOTP_TOLERANCE = 1  # periods by which a phone's clock may be wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # finger, face or PIN: holding the key is not enough
AXES_CLIENT_IP_CALLABLE = "staff.failures.address"
AXES_COOLOFF_TIME = timedelta(minutes=SIGN_IN_LOCK_MINUTES)
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # staff/views.py
AXES_FAILURE_LIMIT = SIGN_IN_FAILURES
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # never the address alone: a hospital or an office is one
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware would answer in place of our pages, which say it themselves

OIDC_SERVER = env("OIDC_SERVER").rstrip("/")  # the address before /.well-known/openid-configuration
OIDC_CLIENT = env("OIDC_CLIENT")
OIDC_SECRET = env("OIDC_SECRET")
OIDC_CLAIM = env("OIDC_CLAIM")  # email, if verified, names the user's e-mail; any other claim the username
OIDC_NAME = env("OIDC_NAME")
SOCIALACCOUNT_ADAPTER = "staff.adapters.SocialAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False  # a form with its token: no other site signs somebody in
OIDC_APP = {
    "provider_id": "company",
    "name": OIDC_NAME,
    "client_id": OIDC_CLIENT,
    "secret": OIDC_SECRET,
    "settings": {
        "server_url": OIDC_SERVER,
        # Whatever its metadata say, ID tokens must be issued by the server itself. Some write a slash after their name.
        "openid_configuration_overrides": {"issuer": [OIDC_SERVER, f"{OIDC_SERVER}/"]},
    },
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [OIDC_APP] if OIDC_SERVER else [],
        "OAUTH_PKCE_ENABLED": True,
        "provider_class": "staff.oidc.Provider",
    },
}

# Sessions hold a Declaration or a staff sign-in; the gate sets its own lifetime.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie of its own
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "besponsa_site.csrf.failure"

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Visitors need no script at all. The admin's own, wider policy is in pages/editor_csp.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the icon stands in the page
        "media-src": [SELF],  # videos and their captions
        "font-src": [SELF],
        "connect-src": [SELF],  # no script runs; Lighthouse reads /robots.txt from within the page
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

PROXIES = env("PROXIES") if HTTPS else 0  # how many of our own stand before this server
RATE_GATE = env("RATE_GATE")  # answers from one address
RATE_SEARCH = env("RATE_SEARCH")  # searches of one Declaration
RATELIMIT_FAIL_OPEN = True  # without its counters the site goes on

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a long page's blocks are many form fields

# prometheus_client reads it by itself; empty, it would count in whatever folder this is.
if not env("PROMETHEUS_MULTIPROC_DIR"):
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
VERIFY_EVERY_DAYS = env("VERIFY_EVERY_DAYS")  # a register that was not verified for longer is not ready
ERROR_MAIL_TO = env("ERROR_MAIL_TO")
LOG_FORMAT = env.one_of("LOG_FORMAT", "json", "text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "operations.logs.Formatter"}, "text": {}},
    "filters": {"no_request_line": {"()": "operations.logs.NoRequestLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mail": {"class": "operations.logs.FaultMail", "level": "ERROR", "formatter": "json"},
        "refused": {"class": "operations.logs.Refused"},
    },
    "root": {"handlers": ["console", "mail"], "level": "WARNING"},
    "loggers": {
        "operations.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        "staff.sessions": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        # Django's own would write to the console in its own way, and mail all that a request holds.
        "django": {"handlers": [], "level": "WARNING"},
        "django.security": {"handlers": ["refused"], "propagate": False},
        # So would gunicorn's. No mail: its first process must not wait for a mail server.
        "gunicorn.error": {
            "handlers": ["console"],
            "filters": ["no_request_line"],
            "level": "WARNING",
            "propagate": False,
        },
    },
}

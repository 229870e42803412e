"""The one settings file; what differs between machines comes from the environment.

With nothing set it is a one-machine installation: SQLite, files and mail in ``var/``.
``LEP_PRODUCTION=1`` asks for what a public installation needs and refuses to start without.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from lep_tracker.configuration import databases, logs, production
from lep_tracker.configuration import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = env.flag("LEP_PRODUCTION")
DEBUG = env.flag("DEBUG")

# --- The demo and its clock ---------------------------------------------------------------------
LEP_DEMO = env.flag("LEP_DEMO")
LEP_TODAY = env.day("LEP_TODAY")
if LEP_TODAY and not LEP_DEMO:
    raise ImproperlyConfigured(
        "LEP_TODAY moves the clock of the demo only. Set LEP_DEMO=1 too, or leave LEP_TODAY out."
    )
# The demo never shares a folder, and so a database, with a real site.
DATA_DIR = env.folder("LEP_DATA_DIR", BASE_DIR / "var" / ("demo" if LEP_DEMO else "house"))
# The day to which the demo was moved from its banner; every process reads it.
DEMO_DAY_FILE = DATA_DIR / "demo_day"

# --- Production ---------------------------------------------------------------------------------
if PRODUCTION:
    production.require()

SECRET_KEY = env.text("LEP_SECRET_KEY") or env.kept_secret(DATA_DIR / "secret_key")
# Seals the audit log; never in the database, never in a backup. Older keys still open old seals.
SEAL_KEYS = [
    env.text("LEP_SEAL_KEY") or env.kept_secret(DATA_DIR / "seal_key"),
    *env.words("LEP_SEAL_KEYS_BEFORE"),
]
# How long each audit log was at its last check, for the next one.
AUDIT_HEADS_FILE = Path(env.text("LEP_AUDIT_HEADS_FILE") or DATA_DIR / "audit_heads.json")
ALLOWED_HOSTS = env.words("LEP_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
# Links in mails are made by the worker, which sees no request to take the address from.
BASE_URL = env.text("LEP_BASE_URL") or f"http://127.0.0.1:{env.whole_number('PORT', 8000)}"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- Apps, from the roof down -------------------------------------------------------------------
INSTALLED_APPS = [
    "lep_tracker",
    "okrs",
    "plans",
    "governance",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lep_tracker.middleware.AnswerHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lep_tracker.middleware.CompressTextMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lep_tracker.middleware.EmptySiteMiddleware",
    "governance.middleware.FormAddressMiddleware",
    "governance.middleware.HeldPostMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "governance.middleware.AuthenticatorMiddleware",
    "governance.middleware.ActionRefusedMiddleware",
    # The last one: it does what a form asks for, as one transaction and once.
    "governance.middleware.OneSaveMiddleware",
]

ROOT_URLCONF = "lep_tracker.urls"
WSGI_APPLICATION = "lep_tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A link typed without its beginning is taken for https.
FORMS_URLFIELD_ASSUME_HTTPS = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # No form goes without its one-use token: they are printed by {% csrf_token %}.
            "builtins": ["governance.templatetags.one_save"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lep_tracker.context_processors.frame",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------
DATABASE_URL = env.text("LEP_DATABASE_URL") or env.text("DATABASE_URL")
DATABASES = {
    "default": (
        databases.from_address(DATABASE_URL)
        if DATABASE_URL
        else databases.sqlite(DATA_DIR / "lep_tracker.sqlite3")
    )
}
# Sign-in limits count in the cache, so every process must see the same one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "governance.User"
# One backend, so that a known and an unknown address cost one password hash each.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "governance.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# The code goes through the outbox, whose worker looks in once a minute.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# An address is proved by its invitation; nobody adds one by themselves.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# What allauth counts for an address alone would let strangers lock its owner out, so those limits
# are counted for the address and the client's network together (governance.sign_in.adapters).
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/300s/key",
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "governance.forms.sign_in.SignInForm",
    "request_login_code": "governance.forms.sign_in.RequestCodeForm",
    "confirm_login_code": "governance.forms.sign_in.ConfirmCodeForm",
    "reset_password": "governance.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "governance.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "governance.forms.sign_in.ChangePasswordForm",
    "set_password": "governance.forms.sign_in.SetPasswordForm",
    "reauthenticate": "governance.forms.sign_in.ReauthenticateForm",
}
MFA_ADAPTER = "governance.sign_in.adapters.AuthenticatorAdapter"
MFA_FORMS = {
    "authenticate": "governance.forms.sign_in.AuthenticateForm",
    "reauthenticate": "governance.forms.sign_in.ReauthenticateByCodeForm",
    "activate_totp": "governance.forms.sign_in.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Every address came by invitation, so none waits to be verified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "LEP Tracker"
USERSESSIONS_TRACK_ACTIVITY = False

# Partnerships ask it of their own roles; for administrators the installation does.
ADMINISTRATORS_USE_CODES = env.flag("LEP_ADMINISTRATORS_USE_CODES", default=PRODUCTION)

SESSION_COOKIE_AGE = env.whole_number("LEP_SESSION_MINUTES", 480, least=5) * 60
ACCOUNT_SESSION_COOKIE_AGE = SESSION_COOKIE_AGE
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lep_tracker.views.statements.csrf_failure"

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("LEP_STATIC_DIR", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "lep_tracker.stylesheet.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = env.folder("LEP_MEDIA_DIR", DATA_DIR / "media")
# Static files under names with their own fingerprint, which a browser keeps for good; they are
# collected first. Whoever works on them leaves it off.
STATIC_HASHED = env.flag("LEP_STATIC_HASHED", default=PRODUCTION)
# No MEDIA_URL: uploaded files are given out by views that ask who is reading.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if STATIC_HASHED
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not STATIC_HASHED
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600 if STATIC_HASHED else 0

UPLOAD_MAX_BYTES = env.whole_number("LEP_UPLOAD_MEGABYTES", 10, least=1) * 1024 * 1024
# A ClamAV server that looks at every file before it is kept.
CLAMD = env.socket_address("LEP_CLAMD")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The admin's page of a plan with 100 milestones sends some 2,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- Mail ---------------------------------------------------------------------------------------
EMAIL_HOST = env.text("LEP_EMAIL_HOST")
EMAIL_WAY = env.choice("LEP_EMAIL", ("smtp", "files") if EMAIL_HOST else ("files", "console"))
EMAIL_BACKEND = {
    "files": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
}[EMAIL_WAY]
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_PORT = env.whole_number("LEP_EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env.text("LEP_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("LEP_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("LEP_EMAIL_TLS", default=True)
# Shorter than the lease of an envelope, so that no second worker takes one that is being sent.
EMAIL_TIMEOUT, MAIL_LEASE_SECONDS = 20, 300
# The one mail a day leaves from this time in London; codes and invitations leave at once. A
# demonstration is looked at in any hour, and its mails are there in any hour.
DAILY_MAIL_FROM = env.time_of_day("LEP_DAILY_MAIL_FROM", "00:00" if LEP_DEMO else "07:30")
DEFAULT_FROM_EMAIL = env.text("LEP_EMAIL_FROM") or "LEP Tracker <lep-tracker@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Background work ----------------------------------------------------------------------------
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL") or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str | int | bool] = {}
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = str(env.folder("LEP_QUEUE_DIR", DATA_DIR / "queue"))
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # In and out are one folder: web puts tasks where the worker picks them up.
        "data_folder_in": _queue,
        "data_folder_out": _queue,
        "control_folder": str(DATA_DIR / "queue-control"),
    }
elif CELERY_BROKER_URL.startswith("redis"):
    # A queue that hangs is given up soon; the clock's next tick asks again.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 5,
        "socket_timeout": 10,
        "socket_keepalive": True,
    }
VERIFY_FROM = env.time_of_day("LEP_VERIFY_FROM", "02:00")
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A tick that waited while the worker was down is worth nothing once the next one is there.
    "tick": {"task": "governance.tasks.tick", "schedule": 60.0, "options": {"expires": 55}},
    # Once a night, from this time in London; whatever was missed is done by the next look.
    "verification": {
        "task": "governance.tasks.verify_nightly",
        "schedule": 600.0,
        "options": {"expires": 550},
    },
    # Documents whose request the queue lost, or whose worker was stopped half-way.
    "imports": {
        "task": "lep_tracker.tasks.find_forgotten_imports",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
}

# --- What the apps print and remind of (see docs/decisions) --------------------------------------
BOARD_PACK_SECTIONS: list[str] = [
    "governance.packs.sections.cover",
    "governance.packs.sections.contents",
    "plans.packs.sections.summary",
    "plans.packs.sections.four_columns",
    "okrs.packs.sections.objectives",
    "governance.packs.sections.check",
]
VERIFIED_RECORDS = [f"{app}.verified_records.RECORDS" for app in ("governance", "plans", "okrs")]
# What stands against a partnership without a reviewer: each is asked with the partnership.
REVIEWER_NEEDED = ["plans.rounds.waiting_reviews.rows_that_wait"]
REMINDER_RULES = [
    "plans.reminders.rules.RULES",
    "okrs.reminders.rules.RULES",
    "governance.reminders.rules.RULES",
]

# --- Security headers ---------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# What a page of ours never needs, whatever finds its way into it.
PERMISSIONS_POLICY = ", ".join(
    f"{what}=()"
    for what in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
        *("gyroscope", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
    )
)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    # A browser takes these from this very host only, by https, for the whole site.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = PRODUCTION
# Whoever asks whether the site is well stands on the machine itself.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
BEHIND_PROXY = env.flag("LEP_BEHIND_PROXY")
# How many proxies of ours add to X-Forwarded-For; the client is what the first of them saw.
PROXIES = env.whole_number("LEP_PROXIES", 1 if BEHIND_PROXY else 0)
if BEHIND_PROXY:
    # Only where a proxy of ours sets and overwrites this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logs.to_console(env.text("LEP_LOG_LEVEL", "WARNING").upper())

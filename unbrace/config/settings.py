"""The one settings file. It reads the environment through `environment.py` and nothing else."""

from __future__ import annotations

import mimetypes
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from unbrace.config import database, environment, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.folder("UNBRACE_DATA")
DATA.mkdir(parents=True, exist_ok=True)

DEMO = environment.on("UNBRACE_DEMO")
DEBUG = environment.on("UNBRACE_DEBUG")
SITE_URL = environment.text("UNBRACE_URL").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SECRET_KEY = environment.text("UNBRACE_SECRET_KEY") or secret_key.kept_in(DATA)
ALLOWED_HOSTS = [*environment.names("UNBRACE_HOSTS"), urlsplit(SITE_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# -- rooms and doors ---------------------------------------------------------------------------------------------------

CLINIC_ROOMS = [
    f"unbrace.clinic.{room}"
    for room in (
        "audit",
        "accounts",
        "care_teams",
        "patients",
        "questionnaires",
        "intakes",
        "assessments",
        "programmes",
        "translations",
        "exercise_sessions",
        "check_ins",
        "activity",
        "education",
        "conversations",
        "exercise_films",
        "visits",
        "calls",
        "group_classes",
        "reminders",
        "worklist",
        "desks",
        "lifts",
        "notes",
        "outcomes",
        "staying_well",
        "remote_monitoring",
        "reports",
        "transfers",
        "personal_data",
        "retention",
    )
]
DOORS = [f"unbrace.portal.{door}" for door in ("ui", "accounts", "patient", "therapist", "office")]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *DOORS,  # before allauth: the house's account pages replace its templates
    *CLINIC_ROOMS,
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "unbrace.config.middleware.house_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "unbrace.config.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unbrace.clinic.patients.middleware.who_is_here",
    "unbrace.portal.language.in_the_readers_language",
    "unbrace.config.middleware.session_limits",  # asks nothing of the database that the one before has not asked
    "unbrace.config.middleware.WithoutNul",  # following the check of forgery, which has read the form by then
    "unbrace.config.middleware.RefusedBecomesAPage",
]
ROOT_URLCONF = "unbrace.config.urls"
ASGI_APPLICATION = "unbrace.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = None

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [PACKAGE / "portal"],  # a page's template is named by its path: patient/pages/today/page.html
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
            ],  # every page is in several languages
            "loaders": [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# -- rows --------------------------------------------------------------------------------------------------------------

_DATABASE_URL = environment.text("UNBRACE_DATABASE_URL")
DATABASES = {"default": database.postgresql(_DATABASE_URL) if _DATABASE_URL else database.sqlite(DATA)}
#: Large files that people bring are read in a queue of their own: a reminder does not wait behind a gigabyte.
FILES_QUEUE = "files"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", FILES_QUEUE]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# -- people ------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["unbrace.clinic.patients.account.AccountWithPlaces"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "unbrace.portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password one logs in by one-time code
ACCOUNT_FORMS = {
    "signup": "unbrace.portal.accounts.forms.SignUpForm",
    "login": "unbrace.portal.accounts.forms.LogInForm",
    "request_login_code": "unbrace.portal.accounts.forms.RequestCodeForm",
    "confirm_login_code": "unbrace.portal.accounts.forms.ConfirmCodeForm",
    "confirm_email_verification_code": "unbrace.portal.accounts.forms.ConfirmEmailForm",
    "confirm_password_reset_code": "unbrace.portal.accounts.forms.ConfirmResetForm",
    "reset_password": "unbrace.portal.accounts.forms.ResetPasswordForm",
    "change_password": "unbrace.portal.accounts.forms.ChangePasswordForm",
    "set_password": "unbrace.portal.accounts.forms.SetPasswordForm",
    "reset_password_from_key": "unbrace.portal.accounts.forms.NewPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
if not environment.on("UNBRACE_RATE_LIMITS"):
    ACCOUNT_RATE_LIMITS: dict[str, str] | bool = False

SESSION_COOKIE_NAME = "unbrace_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(days=environment.number("UNBRACE_PATIENT_DAYS")).total_seconds())
SESSION_LIMITS = {
    "member": (
        timedelta(minutes=environment.number("UNBRACE_MEMBER_IDLE_MINUTES")),
        timedelta(hours=environment.number("UNBRACE_MEMBER_HOURS")),
    ),
    "patient": (
        timedelta(days=environment.number("UNBRACE_PATIENT_IDLE_DAYS")),
        timedelta(days=environment.number("UNBRACE_PATIENT_DAYS")),
    ),
}
CSRF_FAILURE_VIEW = "unbrace.config.errors.csrf_failure"
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS  # readable by scripts: the exercise page sends it back in a header
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMERGENCY_NUMBER = environment.text("UNBRACE_EMERGENCY_NUMBER")

# -- headers -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
#: Pages look here by themselves whether anything is new: no sign that somebody is there, so no log-in lives on by it.
QUIET_PATHS = ("/therapist/rows/",)
_A_CALL = r"(/therapist)?/visits/[0-9a-f-]{36}/call/"
_A_CLASS = r"(/therapist)?/classes/[0-9a-f-]{36}/room/"
CAMERA_PATHS = (
    r"/exercise/",
    r"/messages/clip/",
    r"/assessment/",
    r"/therapist/own-exercises/[0-9a-f-]{36}/film/",
    _A_CALL,
    _A_CLASS,
)  # the only pages that may ask for it
MICROPHONE_PATHS = (
    r"/diary/voice/",
    r"/therapist/patients/[0-9a-f-]{36}/clips/[0-9a-f-]{36}/",
    _A_CALL,
    _A_CLASS,
)  # likewise
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS and environment.on("UNBRACE_BEHIND_PROXY")
if environment.on("UNBRACE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SILENCED_SYSTEM_CHECKS = [
    "security.W021"
]  # preloading is a promise for every sub-domain: the owner's to make
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_HANDLERS = [
    "unbrace.config.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"  # what people send does not pass through a folder others can read
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True, mode=0o700)

# -- files the browser loads -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
BUILT = PACKAGE / "portal" / "built"
STATICFILES_DIRS = [
    ("exercises", PACKAGE / "content" / "exercises"),  # the drawings of start and end
    ("tests_of_function", PACKAGE / "content" / "tests_of_function"),
    *([("built", BUILT)] if BUILT.exists() else []),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".task": "application/octet-stream",
    ".zip": "application/zip",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
mimetypes.add_type("text/javascript", ".mjs")

# -- words, time, mail, logs -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("de", "Deutsch"),
    ("ar", "العربية"),
]  # each by its own name
LOCALE_PATHS = [PACKAGE / "portal" / "locale"]  # .po files; set-up compiles them (setup/build_catalogues.py)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

OUTBOX = DATA / "outbox"
MESSAGE_FILES = DATA / "messages"  # pictures and clips, made anew
DEFAULT_FROM_EMAIL = environment.text("UNBRACE_MAIL_FROM")
EMAIL_HOST = environment.text("UNBRACE_SMTP_HOST")
EMAIL_PORT = environment.number("UNBRACE_SMTP_PORT")
EMAIL_HOST_USER = environment.text("UNBRACE_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("UNBRACE_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.text("UNBRACE_SMTP_TLS") == "starttls"
EMAIL_USE_SSL = environment.text("UNBRACE_SMTP_TLS") == "tls"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST and not DEMO
    else "unbrace.clinic.accounts.outbox.OutboxBackend"
)

# -- reminders ---------------------------------------------------------------------------------------------------------

PUSH_SECRET = environment.text("UNBRACE_PUSH_SECRET") or secret_key.kept_in(DATA, "push_secret")
PUSH_HOSTS = environment.names("UNBRACE_PUSH_HOSTS")
PUSH_CONTACT = SITE_URL if HTTPS else f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}"
SMS_URL = environment.text("UNBRACE_SMS_URL")
SMS_TOKEN = environment.text("UNBRACE_SMS_TOKEN")
SMS_ANSWER_TOKEN = environment.text("UNBRACE_SMS_ANSWER_TOKEN")

# -- calls -------------------------------------------------------------------------------------------------------------

#: One process: calls are arranged in its memory. More processes need a layer that they share.
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
TURN_HOST = environment.text("UNBRACE_TURN_HOST")
RELAY_ONLY = environment.on("UNBRACE_RELAY_ONLY")
TURN_TLS_HOST = environment.text("UNBRACE_TURN_TLS_HOST")
TURN_SECRET = environment.text("UNBRACE_TURN_SECRET") or secret_key.kept_in(DATA, "turn_secret")

# -- group classes -----------------------------------------------------------------------------------------------------

JANUS_ADMIN = environment.text("UNBRACE_JANUS_ADMIN")
JANUS_WS = environment.text("UNBRACE_JANUS_WS")
JANUS_SECRET = environment.text("UNBRACE_JANUS_SECRET") or secret_key.kept_in(DATA, "janus_secret")

# -- files that people bring: gone once they are read ------------------------------------------------------------------

IMPORTS = DATA / "imports"
OWN_COPIES = DATA / "copies"  # what people asked for of their own, for a week

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "unbrace.config.logs.JsonLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("UNBRACE_LOG_LEVEL")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}

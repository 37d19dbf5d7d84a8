"""Whom we post to. The address comes from a browser, so without a list anybody could make this house post anywhere.

An entry is a whole host name, or begins with a dot and stands for everything below it; only an entry that names its
scheme (a test's own service) may be without TLS.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def is_push_service(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username or parts.password or parts.fragment or not host:
        return False
    return any(_fits(parts.scheme, host, port, entry) for entry in settings.PUSH_HOSTS)


def _fits(scheme: str, host: str, port: int | None, entry: str) -> bool:
    if "://" in entry:
        return f"{scheme}://{host}{f':{port}' if port else ''}" == entry
    if scheme != "https" or port not in (None, 443):
        return False
    return host.endswith(entry) if entry.startswith(".") else host == entry

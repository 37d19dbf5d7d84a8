"""The way in for the server: pages for browsers, and the one line on which calls are arranged."""

from __future__ import annotations

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unbrace.config.settings")
pages = get_asgi_application()  # first: it loads Django, which what follows is made of

from unbrace.portal.call_line import CallLine  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        # No cookie opens it: a device shows the ticket that its own page was given, so no other site's page can.
        "websocket": URLRouter([path("line/", CallLine.as_asgi())]),  # type: ignore[list-item,arg-type]  # Django's own
    }
)

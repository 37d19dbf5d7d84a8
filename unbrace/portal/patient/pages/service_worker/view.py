"""The two files a browser asks for at the root. Both are public: they hold nothing about anybody.

The worker is served from `/`, because a service worker may only look after addresses below its own. Its first line
names the build, so that a new build is a new worker and old files are let go.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from unbrace.portal.built_id import build_id

WEB_APP: Final = {
    "name": "Unbrace",
    "short_name": "Unbrace",
    "description": "Physical therapy for your back, at home, with a therapist beside you.",
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": "#f8f4ec",
    "theme_color": "#0f5b54",
    "icons": [
        {"src": "/static/built/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        # setup/build_icons.py: many launchers draw no SVG; a maskable one fills its square, and is cut by them
        {"src": "/static/built/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "/static/built/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
        {
            "src": "/static/built/icon-maskable-512.png",
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ],
}


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The built worker behind its build id; 404 where nothing was built, and the pages work without it."""
    built = settings.BUILT / "service_worker.js"
    if not built.is_file():
        raise Http404
    text = f'self.UNBRACE_BUILD = "{build_id()}";\n{built.read_text("utf-8")}'
    return HttpResponse(
        text,
        content_type="text/javascript",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put Unbrace on its home screen."""
    answer = JsonResponse(WEB_APP, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer

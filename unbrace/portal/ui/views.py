"""The style sheet, and, in demo mode, the gallery of every component with its worked examples."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unbrace.portal.ui.gallery import shelves
from unbrace.portal.ui.stylesheet import stylesheet

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def style(request: HttpRequest) -> HttpResponse:
    """The style sheet; squeezed where the browser can unpack it; kept for ever under its hashed address."""
    sheet = stylesheet()
    squeezed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        sheet.squeezed if squeezed else sheet.text, content_type="text/css; charset=utf-8"
    )
    if squeezed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOR_EVER if request.GET.get("v") == sheet.version else ASK_AGAIN
    return response


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every worked state, to look at while designing."""
    return render(request, "ui/gallery.html", {"shelves": shelves()})

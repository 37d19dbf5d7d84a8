"""Strict headers on every answer: pages, redirects, errors and files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people import People
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.config import middleware

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";") if part.strip()}


def problems(response: Any, path: str) -> list[str]:
    headers, found = response.headers, []
    if directives(headers.get("Content-Security-Policy", "")) != directives(CSP):
        found.append("policy")
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ):
        if headers.get(name) != value:
            found.append(name)
    films = path in ("/exercise/", "/messages/clip/", "/assessment/")
    films = films or path.endswith(("/call/", "/film/", "/room/"))
    camera = "camera=(self)" if films else "camera=()"
    if camera not in headers.get("Permissions-Policy", ""):
        found.append("camera")
    if "Cache-Control" not in headers:
        found.append("cache")
    return found


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    """Every address of the house, with made-up ids."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
            continue
        for name, converter in pattern.pattern.converters.items():
            value = str(uuid.uuid4()) if type(converter).__name__ == "UUIDConverter" else "7"
            kind = {
                "UUIDConverter": "uuid",
                "StringConverter": "str",
                "IntConverter": "int",
                "SlugConverter": "slug",
            }[type(converter).__name__]
            route = route.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
        yield route


def test_every_address_answers_with_the_strict_headers(people: People, client: Client) -> None:
    """Every route, as a stranger, as a patient, as a therapist and as the office, and an address that is none."""
    client.raise_request_exception = False
    paths = [path for path in addresses(get_resolver().url_patterns) if "(?P" not in path]
    paths += ["/nowhere/", "/static/nowhere.js"]
    failed, checked = [], 0
    for user in (None, people.maria.user, people.tom.user, people.olga.user):
        for path in paths:
            if user is not None:
                client.force_login(user)
            response = client.get(path)
            failed += [(path, response.status_code, found) for found in problems(response, path)]
            failed += [(path, 500, "broken")] if response.status_code >= 500 else []
            checked += 1
    print(f"{checked} answers checked")
    assert checked > 60
    assert failed == []


def test_a_page_without_the_policy_would_be_found(client: Client) -> None:
    """The check above is worth something only if it can fail."""
    response = HttpResponse("hello")
    assert {"policy", "Referrer-Policy", "camera", "cache"} <= set(problems(response, "/"))
    response.headers["Content-Security-Policy"] = CSP.replace("'self'", "'self' 'unsafe-eval'", 1)
    assert "policy" in problems(response, "/")


@pytest.mark.django_db
def test_a_page_is_in_no_cache(client: Client) -> None:
    assert client.get("/account/login/").headers["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/account/invitation/made-up/", 404)])
@pytest.mark.django_db
def test_an_error_is_a_page_in_plain_words(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert b"</html>" in response.content
    assert b"Traceback" not in response.content


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_says_so() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert response.status_code == 403
    assert b"Load it again" in response.content
    assert problems(response, "/account/login/") == []


@pytest.mark.django_db
def test_a_wrong_host_is_refused_with_the_same_headers(client: Client) -> None:
    response = client.get("/account/login/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert problems(response, "/account/login/") == []


@pytest.mark.parametrize(("error", "status"), [(Refused("Not like this."), 422), (Conflict("Twice."), 409)])
@pytest.mark.django_db
def test_a_refusal_that_a_view_let_through_becomes_a_page(
    rf: RequestFactory, error: Refused, status: int
) -> None:
    net = middleware.RefusedBecomesAPage(lambda request: HttpResponse())
    page = net.process_exception(rf.get("/"), error)
    assert page is not None
    assert (page.status_code, error.message in page.content.decode()) == (status, True)
    as_json = net.process_exception(rf.post("/", "{}", content_type="application/json"), error)
    assert as_json is not None
    assert as_json.content.decode() == f'{{"error": "{error.message}", "field": ""}}'


def test_what_is_not_yours_is_not_there_and_a_bug_stays_a_bug(rf: RequestFactory) -> None:
    from django.http import Http404

    net = middleware.RefusedBecomesAPage(lambda request: HttpResponse())
    request: HttpRequest = rf.get("/")
    with pytest.raises(Http404):
        net.process_exception(request, NotYours())
    assert net.process_exception(request, ValueError()) is None

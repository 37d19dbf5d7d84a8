"""Web push, both pieces of cryptography: against the standard's own example, and against the reader of it."""

from __future__ import annotations

import json
from typing import Any

import http_ece
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from pytest_django import Settings

from unbrace.clinic.reminders.channels.push import sealing
from unbrace.clinic.reminders.channels.push.browser_makers import is_push_service
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser

#: RFC 8291, section 5 and appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
RECEIVER_SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    key = ec.derive_private_key(int.from_bytes(sealing.unb64(SENDER), "big"), ec.SECP256R1())
    sealed = http_ece.encrypt(
        PLAIN,
        salt=sealing.unb64(SALT),
        private_key=key,
        dh=sealing.unb64(RECEIVER_PUBLIC),
        auth_secret=sealing.unb64(RECEIVER_SECRET),
        version="aes128gcm",
    )
    assert sealing.b64(sealed) == SEALED


def test_what_is_sealed_only_that_browser_opens() -> None:
    browser, other = FakeBrowser(), FakeBrowser()
    sealed = sealing.seal(b"hello", browser.p256dh, browser.auth)
    assert browser.opens(sealed) == b"hello"
    with pytest.raises(http_ece.ECEException):
        other.opens(sealed)


def test_twice_the_same_is_never_sealed_the_same() -> None:
    browser = FakeBrowser()
    assert sealing.seal(b"x", browser.p256dh, browser.auth) != sealing.seal(
        b"x", browser.p256dh, browser.auth
    )


@pytest.mark.parametrize("key", ["", "AAAA", "B" * 87, RECEIVER_PUBLIC[:-4], "é", RECEIVER_PUBLIC + "="])
def test_keys_that_are_none_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="unusable"):
        sealing.seal(b"x", key, "AAAA")


def _read(header: str) -> tuple[dict[str, Any], bytes, bytes, str]:
    token, key = header.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    assert json.loads(sealing.unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    return json.loads(sealing.unb64(claims)), f"{head}.{claims}".encode(), sealing.unb64(signature), key


def test_the_signature_names_the_service_and_holds(settings: Settings) -> None:
    settings.PUSH_SECRET, settings.PUSH_CONTACT = "s", "mailto:office@example.org"
    claims, said, signature, key = _read(sealing.signature_for("https://push.example/abc?d"))
    assert (claims["aud"], claims["sub"]) == ("https://push.example", "mailto:office@example.org")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sealing.unb64(key))
    assert key == sealing.public_key()
    der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    public.verify(der, said, ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(der, said + b"x", ec.ECDSA(SHA256()))


def test_the_same_secret_gives_the_same_key_and_another_another(settings: Settings) -> None:
    settings.PUSH_SECRET = "one"
    first = sealing.public_key()
    assert sealing.public_key() == first
    settings.PUSH_SECRET = "two"
    assert sealing.public_key() != first


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=x", True),
        ("https://FCM.googleapis.com:443/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evil.example/fcm.googleapis.com", False),
        ("https://fcm.googleapis.com@evil.example/", False),
        ("https://user@fcm.googleapis.com/", False),
        ("https://evilnotify.windows.com/", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
        ("https://[bad/", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_nobody_can_make_the_house_post_anywhere_else(settings: Settings, endpoint: str, known: bool) -> None:
    settings.PUSH_HOSTS = ["fcm.googleapis.com", ".notify.windows.com"]
    assert is_push_service(endpoint) is known

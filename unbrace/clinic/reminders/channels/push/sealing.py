"""The two pieces of cryptography of a web push: the sealed letter and the sender's signature.

Sealing is done by `http_ece` (RFC 8188 and 8291). The signature is a JSON web token over P-256 (RFC 8292), three lines
with `cryptography`; a library for it would bring an HTTP client along. The key comes from one secret in the data
folder: with another secret every browser has to be allowed again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from unbrace.clinic import clock

VALID_S: Final = 12 * 3600  # the standard allows 24 hours
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
KEY_LENGTH, AUTH_LENGTH = 65, 16


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Raises ValueError for anything that is not base64 of the web."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error


def are_keys(p256dh: str, auth: str) -> bool:
    """A point on the curve and sixteen bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(p256dh))
        return len(unb64(p256dh)) == KEY_LENGTH and len(unb64(auth)) == AUTH_LENGTH
    except ValueError:
        return False


def seal(payload: bytes, p256dh: str, auth: str) -> bytes:
    """Only the browser with the other half of these keys can open it. Raises ValueError for unusable keys."""
    if not are_keys(p256dh, auth):
        raise ValueError("unusable keys")
    once = ec.generate_private_key(ec.SECP256R1())
    sealed: bytes = http_ece.encrypt(
        payload, private_key=once, dh=unb64(p256dh), auth_secret=unb64(auth), version="aes128gcm"
    )
    return sealed


def own_key() -> ec.EllipticCurvePrivateKey:
    return _key_from(settings.PUSH_SECRET)


@cache
def _key_from(secret: str) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(hashlib.sha512(f"unbrace.push {secret}".encode()).digest(), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, ec.SECP256R1())


def public_key() -> str:
    """What the browser is told when it asks its maker for an address for us."""
    return b64(own_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def signature_for(endpoint: str) -> str:
    """The Authorization header for this address."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(clock.now().timestamp()) + VALID_S,
        "sub": settings.PUSH_CONTACT,
    }
    said = ".".join(b64(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(own_key().sign(said.encode(), ec.ECDSA(SHA256())))
    return f"vapid t={said}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={public_key()}"

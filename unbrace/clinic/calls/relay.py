"""The relay that carries a call where two networks will not meet: who may use it, and what it must refuse.

A relay (TURN, RFC 8656) forwards packets between two browsers. It never sees what is in them: a call is encrypted from
end to end (DTLS-SRTP). It could be misused to reach machines beside it, so its configuration refuses every range that
is not the open internet, and every credential ends by itself.

Nothing here knows Django: secret, clock and addresses are handed in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

#: coturn closes an allocation that is not refreshed; a longer call asks for a new one.
LASTS = timedelta(hours=1)
#: Two allocations a person, and two more each time their network changes: those of the address that is gone stay for
#: ten minutes. So forty people at once, each with five changes.
RELAY_PORTS = (49160, 49660)
MOST_ALLOCATIONS_A_CREDENTIAL = 32
PORT, TLS_PORT = 3478, 5349

# IANA's special-purpose address registries (RFC 6890 and its updates), the multicast ranges, and every IPv6 form that
# hides an IPv4 address inside (RFC 4291 2.5.5, RFC 6052, RFC 3056, RFC 4380).
REFUSED: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a provider's customers"),
    ("127.0.0.0/8", "the relay's own machine"),
    ("169.254.0.0/16", "link-local, and cloud metadata"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "retired 6to4 relays"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarks"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved, and broadcast"),
    ("::/96", "loopback, and IPv4 written as IPv6"),
    ("::ffff:0:0/96", "IPv4 inside IPv6"),
    ("64:ff9b::/96", "IPv4 behind a translator"),
    ("64:ff9b:1::/48", "IPv4 behind a local translator"),
    ("100::/64", "discard"),
    ("2001::/23", "protocol assignments, Teredo among them"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "IPv4 inside 6to4"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("ff00::/8", "multicast"),
)
NETWORKS: tuple[IPv4Network | IPv6Network, ...] = tuple(ip_network(cidr) for cidr, _ in REFUSED)


@dataclass(frozen=True)
class Credential:
    """What one person may use the relay with, until it ends."""

    username: str  # "<unix second it ends>:<random mark>": the relay's log names nobody
    password: str


def credential(secret: str, now: datetime, lasts: timedelta = LASTS) -> Credential:
    """A credential that the relay can check without asking us, and that ends by itself.

    The scheme is draft-uberti-behave-turn-rest-00, which coturn calls `use-auth-secret`: the password is the base64 of
    HMAC-SHA1(secret, username), and the user name begins with the Unix second at which it ends.

    Raises ValueError for an empty secret, a clock without a time zone, or more than an hour.
    """
    if not secret:
        raise ValueError("the relay has no secret")
    if now.tzinfo is None:
        raise ValueError("the clock has no time zone")
    if not timedelta(0) < lasts <= LASTS:
        raise ValueError(f"a credential lasts at most {LASTS.total_seconds():.0f} seconds")
    username = f"{int((now + lasts).timestamp())}:{secrets.token_hex(8)}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return Credential(username, base64.b64encode(digest).decode())


@dataclass(frozen=True)
class Relay:
    """Where the relay is. `host` may be a name or an address; without `tls_host` only plain UDP and TCP are offered."""

    host: str
    secret: str
    tls_host: str = ""

    def servers(self, now: datetime) -> list[dict[str, str | list[str]]]:
        """What RTCPeerConnection takes as `iceServers`: UDP first, TCP and TLS for networks that let no other out."""
        one_time = credential(self.secret, now)
        relays = [f"turn:{self.host}:{PORT}?transport=udp", f"turn:{self.host}:{PORT}?transport=tcp"]
        if self.tls_host:
            relays.append(f"turns:{self.tls_host}:{TLS_PORT}?transport=tcp")
        return [
            {"urls": [f"stun:{self.host}:{PORT}"]},
            {"urls": relays, "username": one_time.username, "credential": one_time.password},
        ]


def configuration(
    secret: str, realm: str, address: str, *, private: str = "", certificate: str = "", key: str = ""
) -> str:
    """A complete turnserver.conf for coturn.

    `address` is the one that people reach; behind a router `private` is the one the machine itself has. Raises
    ValueError with a sentence for what is missing or is no address.
    """
    if not secret or any(letter.isspace() for letter in secret):
        raise ValueError("the relay's secret is empty or has a space in it")
    if bool(certificate) != bool(key):
        raise ValueError("a certificate and its key go together: give both or neither")
    public = _address(address)
    own = _address(private) if private else public
    if own.version != public.version:
        raise ValueError(f"{private} and {address} are not of one kind: give two IPv4 or two IPv6 addresses")
    encrypted = (
        [f"tls-listening-port={TLS_PORT}", f"cert={certificate}", f"pkey={key}", "no-tlsv1", "no-tlsv1_1"]
        if certificate
        else ["no-tls"]
    )
    lines = [
        "# Printed by `unbrace turn config`. It holds a secret: readable by the relay's user only.",
        f"listening-port={PORT}",
        f"listening-ip={own}",
        f"relay-ip={own}",
        *([f"external-ip={public}/{own}"] if own != public else []),
        f"min-port={RELAY_PORTS[0]}",
        f"max-port={RELAY_PORTS[1]}",
        *encrypted,
        "no-dtls",
        "",
        "# Who: only a credential signed with the house's secret, and only for an hour.",
        "fingerprint",
        "use-auth-secret",
        f"static-auth-secret={secret}",
        f"realm={realm}",
        "stale-nonce=600",
        f"user-quota={MOST_ALLOCATIONS_A_CREDENTIAL}",
        f"total-quota={RELAY_PORTS[1] - RELAY_PORTS[0]}",
        f"max-allocate-lifetime={int(LASTS.total_seconds())}",
        "",
        "# Where to: two people may meet on the relay itself, and nothing beside the open internet is reached.",
        "no-tcp-relay",
        "no-multicast-peers",
        f"allowed-peer-ip={own}",
        *([f"allowed-peer-ip={public}"] if own != public else []),
        *(f"denied-peer-ip={_first_and_last(network)}" for network in NETWORKS),
        "",
        "# No console to log in to, and a log that names nobody.",
        "no-cli",
        "no-software-attribute",
        "log-file=stdout",
        "simple-log",
    ]
    return "\n".join(lines) + "\n"


def _address(written: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(written)
    except ValueError:
        raise ValueError(f"{written!r} is not an address: give it in numbers, like 198.51.100.7") from None


def _first_and_last(network: IPv4Network | IPv6Network) -> str:
    """coturn 4.6 takes "::" for any address at all, of either kind, and would then refuse everybody: begin after it."""
    first = network.network_address
    return f"{first + 1 if first == IPv6Address(0) else first}-{network.broadcast_address}"

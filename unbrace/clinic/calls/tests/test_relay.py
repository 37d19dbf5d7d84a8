"""The relay lets two people meet, for an hour, and leads nowhere else. Asked of a real coturn on this machine."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.networks.own_network import POSSIBLE, WHY_NOT, own_network
from tests.networks.own_relay import own_relay
from unbrace.clinic.calls.relay import (
    NETWORKS,
    REFUSED,
    Credential,
    Relay,
    configuration,
    credential,
)
from unbrace.clinic.calls.tests.turn_client import GRANTED, TurnClient

SECRET = "a-secret-of-these-tests"
UNAUTHORISED, FORBIDDEN = 401, 403
OPEN = {4: "9.9.9.9", 6: "2620:fe::fe"}  # anybody's; asking for leave sends nothing there
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)

OURS = {"IPv4": "10.77.0.1", "IPv6": "fd77::1"}
needs_coturn = pytest.mark.skipif(
    shutil.which("turnserver") is None or not POSSIBLE,
    reason=f"coturn is not installed: apt-get install coturn; or it {WHY_NOT}",
)


@contextmanager
def relay(folder: Path, address: str, edit: dict[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """A coturn with the printed configuration, on a free port of this machine."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as free:
        free.bind((address, 0))
        port = free.getsockname()[1]
    printed = configuration(SECRET, "unbrace.test", address).replace(
        "listening-port=3478", f"listening-port={port}"
    )
    for old, new in (edit or {}).items():
        assert old in printed, f"{old!r} is not in the configuration any more"
        printed = printed.replace(old, new)
    with own_relay(printed, (address, port), folder):
        yield address, port


@pytest.fixture
def network() -> Iterator[None]:
    with own_network(f"relay-{os.getpid()}", f"{OURS['IPv4']}/24", f"{OURS['IPv6']}/64"):
        yield


@pytest.fixture(params=list(OURS))
def server(request: pytest.FixtureRequest, network: None, tmp_path: Path) -> Iterator[tuple[str, int]]:
    with relay(tmp_path, OURS[request.param]) as address:
        yield address


def fresh(lasts: timedelta = timedelta(hours=1)) -> Credential:
    return credential(SECRET, datetime.now(UTC), lasts)


@needs_coturn
def test_a_fresh_credential_is_let_in_and_two_people_may_meet_on_the_relay(server: tuple[str, int]) -> None:
    with TurnClient(server, fresh()) as maria:
        assert maria.allocate() == GRANTED
        assert maria.permit(server[0]) == GRANTED
        assert maria.permit(OPEN[ip_address(server[0]).version]) == GRANTED


@needs_coturn
@pytest.mark.parametrize(
    "stale",
    [
        pytest.param(credential(SECRET, NOON - timedelta(days=365)), id="expired"),
        pytest.param(credential("another-secret", datetime(2036, 1, 1, tzinfo=UTC)), id="foreign"),
        pytest.param(Credential("4102444800:made-up", "made-up"), id="invented"),
    ],
)
def test_no_other_credential_is(server: tuple[str, int], stale: Credential) -> None:
    with TurnClient(server, stale) as stranger:
        assert stranger.allocate() == UNAUTHORISED


@needs_coturn
def test_it_leads_to_no_special_range(server: tuple[str, int]) -> None:
    version = ip_address(server[0]).version
    asked = 0
    with TurnClient(server, fresh()) as maria:
        assert maria.allocate() == GRANTED
        for network in NETWORKS:
            if network.version != version:
                continue
            inside = {str(network.network_address + 2), str(network.broadcast_address)}
            for peer in sorted(inside - {server[0]}):
                assert maria.permit(peer) == FORBIDDEN, f"the relay leads to {peer} in {network}"
                asked += 1
    assert asked >= 22


@needs_coturn
def test_an_ipv4_address_inside_an_ipv6_one_is_refused_too(server: tuple[str, int]) -> None:
    if ip_address(server[0]).version == 4:
        pytest.skip("an IPv4 allocation takes no IPv6 peer at all")
    with TurnClient(server, fresh()) as maria:
        assert maria.allocate() == GRANTED
        for hidden in (
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
        ):
            assert maria.permit(hidden) == FORBIDDEN, hidden


@needs_coturn
def test_this_would_notice_a_range_that_was_left_out(network: None, tmp_path: Path) -> None:
    left_out = {"denied-peer-ip=10.0.0.0-10.255.255.255": "# left out"}
    with relay(tmp_path, OURS["IPv4"], left_out) as server, TurnClient(server, fresh()) as maria:
        assert maria.allocate() == GRANTED
        assert maria.permit("10.0.0.2") == GRANTED


def test_at_least_twenty_ranges_are_named_each_with_its_reason() -> None:
    assert len(REFUSED) == len(set(NETWORKS)) >= 20
    assert all(reason for _, reason in REFUSED)


def test_the_browser_is_told_udp_first_then_tcp_and_tls_where_there_is_a_certificate() -> None:
    servers = Relay("relay.unbrace.test", SECRET, "relay.unbrace.test").servers(NOON)
    assert servers[0] == {"urls": ["stun:relay.unbrace.test:3478"]}
    assert servers[1]["urls"] == [
        "turn:relay.unbrace.test:3478?transport=udp",
        "turn:relay.unbrace.test:3478?transport=tcp",
        "turns:relay.unbrace.test:5349?transport=tcp",
    ]
    plain = Relay("192.168.0.9", SECRET).servers(NOON)
    assert not any(url.startswith("turns:") for url in plain[1]["urls"])


def test_a_credential_names_nobody_and_ends_within_the_hour() -> None:
    one, other = credential(SECRET, NOON), credential(SECRET, NOON)
    assert one != other
    ends, _, mark = one.username.partition(":")
    assert int(ends) == int(NOON.timestamp()) + 3600
    assert len(mark) == 16


@pytest.mark.parametrize(
    ("secret", "now", "lasts", "why"),
    [
        ("", NOON, timedelta(hours=1), "no secret"),
        (SECRET, datetime(2026, 11, 29, 12), timedelta(hours=1), "no time zone"),  # noqa: DTZ001
        (SECRET, NOON, timedelta(hours=2), "at most 3600 seconds"),
        (SECRET, NOON, timedelta(0), "at most 3600 seconds"),
    ],
)
def test_what_no_credential_is_made_from(secret: str, now: datetime, lasts: timedelta, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        credential(secret, now, lasts)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"secret": ""}, "secret is empty"),
        ({"secret": "two words"}, "has a space"),
        ({"address": "relay.unbrace.test"}, "is not an address: give it in numbers"),
        ({"private": "fd00::1"}, "not of one kind"),
        ({"certificate": "/etc/relay.pem"}, "go together"),
    ],
)
def test_what_no_configuration_is_printed_from(given: dict[str, str], why: str) -> None:
    arguments = {"secret": SECRET, "realm": "unbrace.test", "address": "198.51.100.7", **given}
    with pytest.raises(ValueError, match=why):
        configuration(**arguments)


def test_behind_a_router_it_listens_at_home_and_is_known_by_the_outer_address() -> None:
    printed = configuration(
        SECRET, "unbrace.test", "198.51.100.7", private="10.0.0.4", certificate="/c.pem", key="/k.pem"
    )
    assert "external-ip=198.51.100.7/10.0.0.4\n" in printed
    assert "listening-ip=10.0.0.4\n" in printed
    assert "tls-listening-port=5349\ncert=/c.pem\npkey=/k.pem\n" in printed

"""What `unbrace janus config` writes: nothing open that need not be. That a real janus takes it is shown beside."""

from __future__ import annotations

import re

import pytest

from unbrace.clinic.group_classes.janus_files import files
from unbrace.clinic.group_classes.passing_on import derived


def value(text: str, name: str) -> str:
    found = re.findall(rf'^\s*{name} = "?([^"\n]*)"?$', text, re.MULTILINE)
    assert len(found) == 1, (name, found)
    return str(found[0])


def test_only_this_machine_administers_and_there_is_no_secret_that_stands_for_a_token() -> None:
    made = files("of-this-house", "198.51.100.7")
    main, http = made["janus.jcfg"], made["janus.transport.http.jcfg"]
    assert value(main, "token_auth") == "true"
    assert value(main, "token_auth_secret") == derived("of-this-house", "token")
    assert not re.search(r"^\s*api_secret", main, re.MULTILINE)
    assert "of-this-house" not in "".join(made.values())
    assert (value(http, "http"), value(http, "admin_ip"), value(http, "admin_acl")) == (
        "false", "127.0.0.1", "127.0.0.1",
    )  # fmt: skip
    assert value(made["janus.transport.websockets.jcfg"], "ws_ip") == "127.0.0.1"
    assert value(made["janus.transport.websockets.jcfg"], "admin_ws") == "false"
    assert value(made["janus.plugin.videoroom.jcfg"], "lock_rtp_forward") == "true"


def test_behind_a_router_its_packets_name_the_address_that_people_reach() -> None:
    alone = files("s", "198.51.100.7")["janus.jcfg"]
    assert value(alone, "ice_enforce_list") == "198.51.100.7"
    assert "nat_1_1_mapping" not in alone
    behind = files("s", "198.51.100.7", private="10.0.0.4")["janus.jcfg"]
    assert value(behind, "ice_enforce_list") == "10.0.0.4"
    assert value(behind, "nat_1_1_mapping") == "198.51.100.7"


@pytest.mark.parametrize(
    ("address", "private", "said"),
    [
        ("janus.example.org", "", "give it in numbers"),
        ("198.51.100.7", "fd00::1", "not of one kind"),
        ("198.51.100.7", "mine", "give it in numbers"),
    ],
)
def test_what_is_no_address_is_said(address: str, private: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        files("s", address, private=private)


def test_without_a_secret_nothing_is_written() -> None:
    with pytest.raises(ValueError, match="no secret"):
        files("", "198.51.100.7")

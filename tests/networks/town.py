"""A clinic and the homes of people, each with a network of its own, and the weather on the way between them.

The clinic is the street too: every packet from one home to another passes through it, so what happens on the way is
said in one place. Loss is a rule of nftables that drops; nothing tells the programs at either end.

    home ── 10.78.1.0/24 ── clinic (10.78.0.1) ── 10.78.2.0/24 ── home
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.networks import own_network
from tests.networks.own_network import inside

CLINIC = "10.78.0.1"
EVERYTHING = 100


def _possible() -> bool:
    """Tried, not guessed: some sandboxes give root and still no network of one's own, or no rules in it."""
    if not own_network.POSSIBLE or shutil.which("nft") is None:
        return False
    name = f"unbrace-try-{os.getpid()}"
    tried = [
        ["ip", "netns", "add", name],
        ["ip", "link", "add", "try", "netns", name, "type", "veth", "peer", "name", "try2", "netns", name],
        ["ip", "netns", "exec", name, "nft", "add table inet try"],
        ["ip", "netns", "exec", name, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"],
    ]
    done = all(subprocess.run(words, capture_output=True).returncode == 0 for words in tried)
    subprocess.run(["ip", "netns", "delete", name], capture_output=True)
    return done


POSSIBLE = _possible()
WHY_NOT = (
    "needs root, iproute2, nftables and a kernel that lets networks be made: it builds several of its own"
)


@dataclass
class Home:
    """Somebody's place. `address` is the one they have now; `door` is the clinic's end of their line."""

    town: Town
    name: str
    number: int
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.net = f"{self.town.mark}-{self.name}"
        self.address = f"10.78.{self.number}.2"
        _ip(
            "link",
            "add",
            self.name,
            "netns",
            self.town.net,
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "netns",
            self.net,
        )
        gateway = f"10.78.{self.number}.1"
        _ip("-n", self.town.net, "address", "add", f"{gateway}/24", "dev", self.name)
        _ip("-n", self.town.net, "link", "set", self.name, "up")
        _ip("-n", self.net, "link", "set", "eth0", "up")
        self._lives_at(self.address)

    def inside(self) -> AbstractContextManager[None]:
        return inside(self.net)

    def program(self, path: str, folder: Path) -> Path:
        """A program that does what `path` does, from here."""
        script = folder / f"{Path(path).name}-{self.name}"
        script.write_text(f'#!/bin/sh\nexec nsenter --net=/run/netns/{self.net} {path} "$@"\n')
        script.chmod(0o755)
        return script

    def loses(self, percent: int) -> None:
        """So many of a hundred packets, either way; 0 mends it. Dropped where they arrive, so nobody is told."""
        drop = f"numgen random mod 100 < {percent} drop" if percent < EVERYTHING else "drop"
        for net, way_in in ((self.town.net, self.name), (self.net, "eth0")):
            _rules(
                net,
                f"weather-{self.name}",
                [f'prerouting priority -300; iifname "{way_in}" {drop}'] if percent else [],
            )

    def moves(self) -> None:
        """From one network to another, as from Wi-Fi to mobile: another address, the old one is gone at once."""
        old, parts = self.address, self.address.split(".")
        self.address = ".".join([*parts[:3], str(int(parts[3]) + 1)])
        _ip("-n", self.net, "address", "delete", f"{old}/24", "dev", "eth0")
        self._lives_at(self.address)

    def _lives_at(self, address: str) -> None:
        _ip("-n", self.net, "address", "add", f"{address}/24", "dev", "eth0")
        _ip("-n", self.net, "route", "replace", "default", "via", f"10.78.{self.number}.1")


@dataclass
class Town:
    mark: str
    net: str
    homes: dict[str, Home]

    def clinic(self) -> AbstractContextManager[None]:
        return inside(self.net)

    def keeps_apart(self, one: str, other: str, apart: bool = True) -> None:
        """No packet goes from one home to the other; each still reaches the clinic and its relay."""
        ways = [(one, other), (other, one)] if apart else []
        rules = [f'forward priority 0; iifname "{a}" oifname "{b}" drop' for a, b in ways]
        _rules(self.net, f"apart-{one}-{other}", rules)


@contextmanager
def town(*names: str) -> Iterator[Town]:
    mark = f"unbrace-{os.getpid()}"
    with ExitStack() as to_undo:
        nets = [f"{mark}-clinic", *(f"{mark}-{name}" for name in names)]
        for net in nets:
            _ip("netns", "add", net)
            to_undo.callback(_ip, "netns", "delete", net)
            _ip("-n", net, "link", "set", "lo", "up")
        _ip("-n", nets[0], "address", "add", f"{CLINIC}/32", "dev", "lo")
        with inside(nets[0]):
            subprocess.run(["sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"], check=True)
        made = Town(mark, nets[0], {})
        for number, name in enumerate(names, 1):
            made.homes[name] = Home(made, name, number)
        yield made


def _rules(net: str, name: str, rules: list[str]) -> None:
    """The table `name` in this network, with these rules alone."""
    chains = "\n".join(
        f"  chain c{number} {{\n    type filter hook {rule.replace('; ', ';' + chr(10) + '    ', 1)}\n  }}"
        for number, rule in enumerate(rules)
    )
    table = name.replace("-", "_")
    whole = f"table inet {table}\ndelete table inet {table}\n" + (
        f"table inet {table} {{\n{chains}\n}}\n" if rules else ""
    )
    with inside(net):
        subprocess.run(["nft", "-f", "-"], input=whole, text=True, check=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)

"""A network of its own for a test (Linux network namespace): addresses that no other program on this machine has."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

CLONE_NEWNET = 0x40000000  # sched.h
POSSIBLE = os.geteuid() == 0 and shutil.which("ip") is not None
WHY_NOT = "needs root and iproute2: it makes a network of its own"


@contextmanager
def own_network(name: str, *addresses: str) -> Iterator[None]:
    """Inside, this thread and every program it starts have `addresses` and nothing else; outside, all is as before."""
    subprocess.run(["ip", "netns", "add", name], check=True)
    try:
        _ip(name, "link", "set", "lo", "up")
        for address in addresses:
            _ip(name, "address", "add", address, "dev", "lo", *(["nodad"] if ":" in address else []))
        with inside(name):
            yield
    finally:
        subprocess.run(["ip", "netns", "delete", name], check=True)


@contextmanager
def inside(name: str) -> Iterator[None]:
    """This thread, and every program it starts, in a network that is there already."""
    outside = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    within = os.open(f"/run/netns/{name}", os.O_RDONLY)
    try:
        _enter(within)
        yield
    finally:
        _enter(outside)
        os.close(within)
        os.close(outside)


def _ip(name: str, *words: str) -> None:
    subprocess.run(["ip", "-n", name, *words], check=True)


def _enter(namespace: int) -> None:
    """`os.setns` came with Python 3.12; the C library's is as old as the namespaces."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "could not enter the network namespace")

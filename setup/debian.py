"""The system packages a command needs beyond Python, node and make: found, named, and as root installed.

Each package is proven by what it brings, a program on the path or a library the loader finds, not by asking the
package database: another distribution, or a browser installed by hand, is as good.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from commands import run
from steps import SetupError


@dataclass(frozen=True)
class SystemPackage:
    name: str  # Debian's name for it
    proof: str  # a program, or a shared library
    why: str


CHROMIUM = SystemPackage("chromium", "chromium", "the journeys run in a real browser")
FFMPEG = SystemPackage("ffmpeg", "ffmpeg", "turns test clips into a camera picture")
CALLS = (
    SystemPackage("coturn", "turnserver", "the relay for calls, tested with the real one"),
    SystemPackage("janus", "janus", "passes on the pictures of a group class, tested with the real one"),
    SystemPackage("iproute2", "ip", "networks of their own, in which calls are tested"),
    SystemPackage("nftables", "nft", "losses and closed ways between those networks"),
)
POSE = (
    SystemPackage("libgl1", "libGL.so.1", "MediaPipe, for `unbrace analyse` on a video"),
    SystemPackage("libegl1", "libEGL.so.1", "MediaPipe, for `unbrace analyse` on a video"),
    SystemPackage("libgles2", "libGLESv2.so.2", "MediaPipe, for `unbrace analyse` on a video"),
    SystemPackage("libglib2.0-0", "libgthread-2.0.so.0", "OpenCV, which MediaPipe brings along"),
)
NEEDED_FOR = {
    "test": (CHROMIUM, FFMPEG, *POSE, *CALLS),
    "bench": (CHROMIUM, FFMPEG),
    "bench-motion": (CHROMIUM, FFMPEG),
    "bench-web": (CHROMIUM,),
    "stills": (CHROMIUM,),
}


def is_there(package: SystemPackage) -> bool:
    if ".so" not in package.proof:
        return shutil.which(package.proof) is not None
    try:
        ctypes.CDLL(package.proof)
    except OSError:
        return False
    return True


def install_command(names: Sequence[str]) -> str:
    return f"apt-get install -y --no-install-recommends {' '.join(names)}"


def install(names: Sequence[str], root: Path) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], root, quiet)
    run(install_command(names).split(), root, quiet)


def provide(
    target: str,
    root: Path,
    found: Callable[[SystemPackage], bool] = is_there,
    as_root: bool | None = None,
    installer: Callable[[Sequence[str], Path], None] = install,
) -> list[str]:
    """See to it that the packages of `target` are there; gives the names of those just installed.

    Raises SetupError that names what is missing, why, and the command, where this user may not install.
    """
    missing = [package for package in NEEDED_FOR.get(target, ()) if not found(package)]
    if not missing:
        return []
    names = [package.name for package in missing]
    as_root = os.geteuid() == 0 if as_root is None else as_root
    if not as_root or shutil.which("apt-get") is None:
        reasons = "\n".join(f"  {package.name}: {package.why}" for package in missing)
        sudo = "" if as_root else "sudo "
        raise SetupError(
            f"`make {target}` needs system packages:\n{reasons}\n  {sudo}{install_command(names)}"
        )
    print(f"  {'system packages':<22} installing {', '.join(names)}", flush=True)
    installer(names, root)
    still = [package.name for package in missing if not found(package)]
    if still:
        raise SetupError(f"installed, but still not found: {', '.join(still)}")
    return names

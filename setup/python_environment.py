"""Make `.venv` with exactly the locked packages, going the way this machine's pip is told to go.

uv does the work. Where it is missing it is fetched with pip into `.setup/tools`, which needs neither `venv` nor
`ensurepip` (Debian splits both off) and touches nothing outside the project.

The lock file names the public registry's addresses. Where pip is pointed at a mirror, those may be out of reach, so
there the same versions with the same hashes are asked of the mirror instead.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from commands import run
from steps import SetupError

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 13)  # older ones do not read this lock file
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PUBLIC = "https://pypi.org/simple"


def pip_settings(printed: str) -> dict[str, str]:
    """Read `pip config list`. The environment wins over `[install]`, which wins over `[global]`."""
    rank = {"global": 0, "install": 1, ":env:": 2}
    lines = re.findall(r"^(global|install|:env:)\.([\w-]+)=(.+)$", printed, re.MULTILINE)
    found: dict[str, str] = {}
    for _, name, value in sorted(lines, key=lambda line: rank[line[0]]):
        found[name] = str(ast.literal_eval(value))
    return found


def uv_environment(settings: Mapping[str, str], env: Mapping[str, str]) -> dict[str, str]:
    """What uv is told so that it goes where pip would. The user's own `UV_…` settings are kept."""
    told = {key: value for key, value in env.items() if key not in {"VIRTUAL_ENV", "PYTHONHOME"}}
    told["UV_PYTHON_DOWNLOADS"] = "never"
    told["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env.get('PATH', os.defpath)}"
    wishes = {
        "UV_DEFAULT_INDEX": settings.get("index-url"),
        "SSL_CERT_FILE": settings.get("cert") or env.get("REQUESTS_CA_BUNDLE"),
        "UV_HTTP_TIMEOUT": settings.get("timeout") or settings.get("default-timeout"),
        "UV_INSECURE_HOST": settings.get("trusted-host"),
        "HTTPS_PROXY": settings.get("proxy"),
    }
    if SYSTEM_CERTIFICATES.exists():  # Debian's pip trusts these without being told
        told.setdefault("UV_SYSTEM_CERTS", "true")
    for name, value in wishes.items():
        if value:
            told.setdefault(name, value)
    if mirror(told) and settings.get("extra-index-url"):
        told.setdefault("UV_INDEX", " ".join(settings["extra-index-url"].split()))
        told.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # pip's own: no index goes before another
    return told


def mirror(env: Mapping[str, str]) -> str | None:
    """The index that stands in for the public one, if there is one."""
    index = env.get("UV_DEFAULT_INDEX") or env.get("UV_INDEX_URL") or PUBLIC
    return None if index.rstrip("/") == PUBLIC else index


def version_of(uv: str) -> tuple[int, ...]:
    """(0, 13, 9), or () when it does not start."""
    try:
        said = subprocess.run(
            [uv, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL
        ).stdout
    except OSError:
        return ()
    number = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(part) for part in number.groups()) if number else ()


def find_uv(root: Path) -> str:
    """A uv that reads our lock file: on the path, fetched earlier, or fetched now. Raises SetupError."""
    own = root / ".setup" / "tools" / "bin" / "uv"
    for candidate in (shutil.which("uv"), str(own)):
        if candidate and version_of(candidate) >= OLDEST_UV:
            return candidate
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, stdin=subprocess.DEVNULL).returncode:
        raise SetupError("Python's pip is missing.\n  sudo apt-get install python3-pip")
    target = str(own.parent.parent)
    run([*pip, "install", "--quiet", "--upgrade", "--no-deps", "--target", target, f"uv=={UV_VERSION}"], root)
    if not version_of(str(own)):
        raise SetupError(f"pip installed uv, but {own} does not start")
    return str(own)


def printed_pip_settings(root: Path) -> str:
    """What pip says of its settings; inside `.venv`, which has no pip, the Python it was made from is asked."""
    for python in (sys.executable, str(Path(sys.base_prefix) / "bin" / "python3")):
        try:
            return run([python, "-m", "pip", "config", "list"], root)
        except SetupError:
            continue
    return ""  # no pip anywhere: uv alone will do


def sync(root: Path) -> None:
    """Bring `.venv` in line with `uv.lock`. Raises SetupError."""
    env = uv_environment(pip_settings(printed_pip_settings(root)), os.environ)
    uv = find_uv(root)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    if mirror(env) is None:
        run([uv, "sync", "--quiet", "--frozen", "--all-extras", "--python", python], root, env)
        return
    wanted = str(root / ".setup" / "requirements.txt")
    run(
        [uv, "export", "--quiet", "--frozen", "--all-extras", "--no-emit-project", "--output-file", wanted],
        root,
        env,
    )
    if not (root / ".venv").exists():
        run([uv, "venv", "--quiet", "--python", python, ".venv"], root, env)
    run([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", ".venv", wanted], root, env)
    run([uv, "pip", "install", "--quiet", "--no-deps", "--python", ".venv", "--editable", "."], root, env)


def install_apart(root: Path, listed: Path, folder: Path) -> None:
    """Put the packages of a list into a folder of their own, without what they ask for. Raises SetupError."""
    env = uv_environment(pip_settings(printed_pip_settings(root)), os.environ)
    into = [find_uv(root), "pip", "install", "--quiet", "--no-deps", "--python", ".venv"]
    run([*into, "--target", str(folder), "--requirement", str(listed)], root, env)

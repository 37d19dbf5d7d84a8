"""The configuration that janus needs to pass on the house's classes, and nothing else that it could do.

Only one plugin is loaded, and of the ways in only two: the administration's HTTP on this machine, and the WebSocket
that people's browsers come to through the proxy that stands before the house. Nothing here knows Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from unbrace.clinic.group_classes.passing_on import derived

#: Two for each person of a class (picture and sound travel together), one more for each picture they watch.
MEDIA_PORTS: Final = (20000, 24999)
ADMIN_PORT, WS_PORT = 7088, 8188
OTHER_PLUGINS: Final = (
    "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom", "videocall",
    "voicemail",
)  # fmt: skip
OTHER_WAYS_IN: Final = ("mqtt", "nanomsg", "pfunix", "rabbitmq")
HEAD: Final = "# Written by `unbrace janus config`. It holds secrets: readable by janus's user only.\n"


def files(
    secret: str,
    address: str,
    *,
    private: str = "",
    admin_port: int = ADMIN_PORT,
    ws_port: int = WS_PORT,
    media_ports: tuple[int, int] = MEDIA_PORTS,
) -> Mapping[str, str]:
    """By name, everything that belongs into janus's folder of configurations.

    `address` is the one that people's packets reach; behind a router `private` is the one the machine itself has.
    Raises ValueError with a sentence for what is missing or is no address.
    """
    public = _address(address)
    own = _address(private) if private else public
    if own.version != public.version:
        raise ValueError(f"{private} and {address} are not of one kind: give two IPv4 or two IPv6 addresses")
    mapped = f'    nat_1_1_mapping = "{public}"\n    keep_private_host = false\n' if own != public else ""
    off = ",".join(f"libjanus_{name}.so" for name in OTHER_PLUGINS)
    shut = ",".join(f"libjanus_{name}.so" for name in OTHER_WAYS_IN)
    return {
        "janus.jcfg": f"""{HEAD}
general: {{
    debug_level = 3
    # Who: devices with a token of the house that ends within minutes. There is no secret of the API: it would
    # stand for such a token.
    token_auth = true
    token_auth_secret = "{derived(secret, "token")}"
    admin_secret = "{derived(secret, "admin")}"
    session_timeout = 60
    reclaim_session_timeout = 0
    hide_dependencies = true
}}
media: {{
    rtp_port_range = "{media_ports[0]}-{media_ports[1]}"
}}
nat: {{
    ice_lite = true
    ice_enforce_list = "{own}"
{mapped}}}
plugins: {{
    disable = "{off}"
}}
transports: {{
    disable = "{shut}"
}}
events: {{
    broadcast = false
}}
""",
        "janus.plugin.videoroom.jcfg": f"""{HEAD}
general: {{
    # Rooms are made by the house only, and only it could have them recorded or passed on elsewhere: it never does.
    admin_key = "{derived(secret, "key")}"
    lock_rtp_forward = true
    string_ids = true
}}
""",
        "janus.transport.http.jcfg": f"""{HEAD}
general: {{
    http = false
    https = false
}}
admin: {{
    admin_base_path = "/admin"
    admin_http = true
    admin_port = {admin_port}
    admin_ip = "127.0.0.1"
    admin_acl = "127.0.0.1"
    admin_https = false
}}
""",
        "janus.transport.websockets.jcfg": f"""{HEAD}
general: {{
    json = "compact"
    pingpong_trigger = 20
    pingpong_timeout = 10
    ws = true
    ws_port = {ws_port}
    # Encrypted by the proxy that stands before the house.
    ws_ip = "127.0.0.1"
    wss = false
}}
admin: {{
    admin_ws = false
    admin_wss = false
}}
""",
    }


def _address(text: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(text)
    except ValueError:
        raise ValueError(f"{text} is not an address: give it in numbers") from None

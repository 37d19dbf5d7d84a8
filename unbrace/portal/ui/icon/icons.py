# ruff: noqa: E501  (a drawing is one line)
"""Line drawings on a 24 by 24 grid, our own, drawn with one pen width. Decoration only: words always stand beside."""

from typing import Final

ICONS: Final[dict[str, str]] = {
    "today": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>',
    "programme": '<path d="M6 4h12a1 1 0 0 1 1 1v15l-3-2-4 2-4-2-3 2V5a1 1 0 0 1 1-1zM9 9h6M9 13h4"/>',
    "history": '<path d="M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4M12 8v4l3 2"/>',
    "account": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.8-3.6 3.6-5.5 7-5.5s6.2 1.9 7 5.5"/>',
    "people": '<circle cx="9" cy="9" r="3"/><path d="M3.5 19c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5M16 6.3a3 3 0 0 1 0 5.4M17.5 14.8c1.6.7 2.7 2.1 3 4.2"/>',
    "worklist": '<path d="M9 6h11M9 12h11M9 18h11M4 6l1 1 1.8-2M4 12l1 1 1.8-2M4 18l1 1 1.8-2"/>',
    "phone": '<path d="M8.5 4.5 6 5c-.8 6.8 6.2 13.8 13 13l.5-2.5-4-2-1.8 1.6a11 11 0 0 1-4.8-4.8L10.5 8.5z"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2.5"/><path d="m4.5 7.5 7.5 6 7.5-6"/>',
    "settings": '<path d="M5 7h8M17 7h2M5 17h2M11 17h8M5 12h4M13 12h6"/><circle cx="15" cy="7" r="1.8"/><circle cx="9" cy="17" r="1.8"/><circle cx="11" cy="12" r="1.8"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z" fill="currentColor"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "camera": '<rect x="3.5" y="7" width="12" height="10.5" rx="2.5"/><path d="m15.5 11 5-2.5v7.5l-5-2.5"/>',
    "shield": '<path d="M12 3.5 5 6v5.5c0 4.2 2.9 7.3 7 9 4.1-1.7 7-4.8 7-9V6zM9 12l2.2 2.2L15.2 10"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8h.01"/>',
    "leaf": '<path d="M5 19c0-9 5-14 14-14 0 9-4.5 13.5-11 13.5M5 19c2-5 5-7.5 8.5-9"/>',
    "up": '<path d="M12 18V6M7 11l5-5 5 5"/>',
    "down": '<path d="M12 6v12M7 13l5 5 5-5"/>',
    "close": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "undo": '<path d="M8 5 4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "pen": '<path d="M4.5 19.5 6 14.5 15.5 5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L9.5 18z"/>',
}

#: Drawings that point along the line of reading: turned round where it runs from right to left.
POINTING: Final = frozenset({"undo", "arrow"})

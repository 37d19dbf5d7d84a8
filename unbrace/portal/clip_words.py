"""What was said and drawn to the moments of a clip, as both doors show it: over the picture, and in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.clinic.conversations.drawings import angles_on, count_kinds, words_on
from unbrace.portal.conversation import moment_words
from unbrace.portal.ui.clip_remark.clip_remark import RemarkLine
from unbrace.portal.ui.clip_stage.clip_stage import ClipStage, Drawn

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Attachment, ClipRemark

VOICE_WAITS = gettext_noop("The voice is being prepared. Load the page again in a minute.")


def stage_of(
    clip: Attachment,
    remarks: Sequence[ClipRemark],
    *,
    url: str,
    title: str,
    at_ms: int | None = None,
    draws: bool = False,
) -> ClipStage:
    return ClipStage(
        url=url,
        title=title,
        seconds=clip.seconds or 0,
        width=clip.width or 640,
        height=clip.height or 480,
        drawn=tuple(Drawn(str(one.pk), one.at_ms, one.drawing) for one in remarks),
        at_ms=at_ms,
        draws=draws,
    )


def remark_line(
    remark: ClipRemark, clip: Attachment, now: datetime, *, by: str, voice: Callable[[ClipRemark], str]
) -> RemarkLine:
    """`voice` gives the address where a voice that is ready can be heard."""
    ready = remark.voice == remark.Voice.READY
    note = ""
    if remark.voice and not ready:
        note = gettext(remark.voice_problem) if remark.voice_problem else gettext(VOICE_WAITS)
    return RemarkLine(
        key=str(remark.pk),
        at_ms=remark.at_ms,
        text=remark.text,
        drawn=drawn_words(remark, clip),
        by=by,
        when=moment_words(remark.at, now),
        voice_url=voice(remark) if ready else "",
        voice_note=note,
        changed=remark.changed_at is not None,
    )


def drawn_words(remark: ClipRemark, clip: Attachment) -> str:
    """What is on the picture, for whoever does not see it. "" where nothing was drawn."""
    if not remark.drawing:
        return ""
    counted = count_kinds(remark.drawing)
    parts = []
    if counted["arrow"]:
        parts.append(ngettext("{n} arrow", "{n} arrows", counted["arrow"]).format(n=counted["arrow"]))
    if counted["line"]:
        parts.append(ngettext("{n} line", "{n} lines", counted["line"]).format(n=counted["line"]))
    for degrees in angles_on(remark.drawing, clip.width or 640, clip.height or 480):
        parts.append(
            gettext("an angle of {degrees}° on the picture, not measured from the body").format(
                degrees=degrees
            )
        )
    parts += [gettext("the words “{words}”").format(words=words) for words in words_on(remark.drawing)]
    return gettext("Drawn on the picture: {what}.").format(what="; ".join(parts))


def moment_asked(seconds: str) -> int | None:
    """`?at=` of an address; what is not understood is as if it had not been asked."""
    try:
        value = float(seconds)
    except ValueError:
        return None
    return round(value * 1000) if 0 <= value < 1e4 else None

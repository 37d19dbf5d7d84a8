"""What must hold across the entries of one test of function."""

from collections.abc import Callable, Collection, Iterator

from unbrace.library.errors import ContentError
from unbrace.library.function_tests.file import Counted, FunctionTestFile, Looks
from unbrace.library.wording import did_you_mean
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile
from unbrace.rehab.impairments import RULES

Check = Callable[[YamlFile, FunctionTestFile, Collection[str]], Iterator[ContentError]]

TURNS = frozenset({"head_rotation", "trunk_rotation", "trunk_twist", "shoulder_yaw", "pelvis_yaw", "arm_arc"})
"""Measures of a turn about the body's long axis. One camera guesses their depth (rule R2: 20 degrees, screening)."""

TURN_BAND = 20.0

ENDURANCE_NOT_WITH = ("cardio", "pregnancy")
"""Assessment protocol, section 6: not with these unless a therapist says so."""

IMPAIRMENTS = tuple(rule.id for rule in RULES)


def check_counted(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """What the camera counts has a protocol and a view; what a person counts has neither."""
    by_camera = text.counted is Counted.CAMERA
    if by_camera and text.protocol is None:
        yield file.error(("counted",), "is camera, but protocol is missing; add it, or write by_hand")
    if not by_camera and text.protocol is not None:
        yield file.error(("protocol",), "is for the camera; remove it, or write counted: camera")
    if by_camera and text.timer_s is not None:
        yield file.error(("timer_s",), "is for tests counted by hand; the protocol has its own seconds")
    seen_from = text.protocol.movement.view.value if text.protocol else "none"
    if text.view.from_ != seen_from:
        yield file.error(
            ("view", "from"), f"is {text.view.from_}, but the camera needs {seen_from}; make them one"
        )


def check_bands(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """Every number can be read from where the camera may stand, and a turn is never more than screening (R2)."""
    if text.protocol is None:
        return
    for index, value in enumerate(text.protocol.values):
        at: Location = ("protocol", "values", index, "error_band")
        for view, band in value.error_band.items():
            if view not in text.protocol.movement.counts_from:
                yield file.error(
                    (*at, view.value), "is no view of movement.counts_from; remove it, or add it there"
                )
            if value.measure in TURNS and value.unit == "degrees" and band < TURN_BAND:
                yield file.error(
                    (*at, view.value), f"is {band:g}; one camera sees a turn to {TURN_BAND:g} degrees at best"
                )
    if text.protocol.values[0].measure in TURNS and not text.screening_only:
        yield file.error(("screening_only",), "is false, but one camera can only screen a turn; write true")


def check_flags(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """Flags are spelt as in cautions.yaml; what tires the trunk names those it is not for."""
    for index, flag in enumerate(text.not_with):
        if "_" in flag and flag not in flags:
            yield file.error(
                ("not_with", index), f"{flag!r} is not a flag of cautions.yaml; {did_you_mean(flag, flags)}"
            )
    if text.looks_at is Looks.ENDURANCE:
        for flag in ENDURANCE_NOT_WITH:
            if flag not in text.not_with:
                yield file.error(
                    ("not_with",), f"does not name {flag}; endurance is not tested with it, so add it"
                )


def check_impairments(
    file: YamlFile, text: FunctionTestFile, flags: Collection[str]
) -> Iterator[ContentError]:
    """It may only speak for an impairment that has a rule."""
    for index, impairment in enumerate(text.points_to):
        if impairment not in IMPAIRMENTS:
            yield file.error(
                ("points_to", index),
                f"{impairment!r} is no impairment with a rule; {did_you_mean(impairment, IMPAIRMENTS)}",
            )


def check_by_hand(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """A number that somebody writes down has bounds, and says how far off it may be."""
    hand = text.without_camera
    if not hand.lowest < hand.highest:
        yield file.error(("without_camera", "lowest"), "is not below highest; put the smaller number first")
    if (hand.unit == "yes_or_no") != (hand.error_band == 0):
        yield file.error(
            ("without_camera", "error_band"), "is 0 for a yes or no and above 0 for every number; correct it"
        )


def check_pictures(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """Two pictures, or the reason why there are none: a test that only lacks them looks finished otherwise."""
    if text.picture_texts is None and text.no_picture is None:
        yield file.error(
            ("picture_texts",), "is missing; say what the pictures show, or in no_picture why there are none"
        )
    if text.picture_texts is not None and text.no_picture is not None:
        yield file.error(("no_picture",), "stands beside picture_texts; remove one of them")


def check_words(file: YamlFile, text: FunctionTestFile, flags: Collection[str]) -> Iterator[ContentError]:
    """Nothing a patient reads scolds or alarms."""
    shown: dict[Location, str] = {
        ("title",): text.title,
        ("purpose",): text.purpose,
        ("reference",): text.reference,
        ("view", "text"): text.view.text,
        ("without_camera", "how"): text.without_camera.how,
    }
    if text.picture_texts:
        shown[("picture_texts", "start")] = text.picture_texts.start
        shown[("picture_texts", "end")] = text.picture_texts.end
    for entry in ("set_up", "steps", "stop"):
        shown |= {(entry, index): words for index, words in enumerate(getattr(text, entry))}
    for at, words in shown.items():
        if banned := banned_word_in(words):
            yield file.error(at, f"says {banned!r}; say it in a way that neither scolds nor alarms")


CHECKS: tuple[Check, ...] = (
    check_counted,
    check_bands,
    check_flags,
    check_impairments,
    check_by_hand,
    check_pictures,
    check_words,
)

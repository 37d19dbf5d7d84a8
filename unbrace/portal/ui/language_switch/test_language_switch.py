"""Each language by its own name, in its own direction."""

from django.utils import translation

from unbrace.portal.ui.language_switch.language_switch import languages


def test_every_language_is_offered_and_the_present_one_is_marked() -> None:
    with translation.override("ar"):
        offered = languages()
    assert [one.code for one in offered] == ["en", "es", "de", "ar"]
    assert [one.code for one in offered if one.here] == ["ar"]
    assert [one.direction for one in offered] == ["ltr", "ltr", "ltr", "rtl"]

"""Every code is explained, whether it is reached or not, and the sentence agrees with the counter."""

from __future__ import annotations

import pytest

from unbrace.rehab.monitoring_reasons import management_reasons, setup_reason, supply_reasons
from unbrace.rehab.remote_monitoring import ManagementHint, management_codes


@pytest.mark.parametrize(
    ("days", "many", "few"), [(0, 0, 0), (1, 0, 0), (2, 0, 1), (15, 0, 1), (16, 1, 0), (30, 1, 0)]
)
def test_of_the_two_supply_codes_one_at_most_is_reached(days: int, many: int, few: int) -> None:
    first, second = supply_reasons(days)
    assert (first.code, first.times, second.code, second.times) == ("98977", many, "98985", few)
    assert f"there are {days} day" in first.why


@pytest.mark.parametrize("minutes", [0, 9, 10, 19, 20, 39, 40, 60])
@pytest.mark.parametrize("live", [True, False])
def test_the_management_codes_say_what_the_counter_says(minutes: int, live: bool) -> None:
    codes = management_codes(minutes, live_contact=live)
    reasons = management_reasons(ManagementHint(codes, "", minutes), live_contact=live, other_programme=False)
    assert {one.code: one.times for one in reasons if one.times} == dict(codes)
    assert all(("No live contact" in one.why) is not live for one in reasons)


def test_another_programme_is_said() -> None:
    reasons = management_reasons(ManagementHint((), "", 25), live_contact=True, other_programme=True)
    assert all("Another monitoring programme" in one.why and one.times == 0 for one in reasons)


def test_the_set_up_names_each_thing_that_is_missing() -> None:
    missing = setup_reason(set_up=False, taught=False, most_days=1, counted_before=True)
    assert missing.times == 0
    for words in ("set-up is not noted", "teaching is not noted", "1 day of data", "counted before"):
        assert words in missing.why
    assert setup_reason(set_up=True, taught=True, most_days=2, counted_before=False).times == 1

"""A worker in a process of its own, for `test_reminder_race.py`: `seed N`, or `work WHEN [careless]`."""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from datetime import time as wall_clock

from unbrace.cli.house import migrate, wake_up


def seed(people: int) -> None:
    """So many people whose reminder by text message is due this minute."""
    from unbrace.clinic import clock
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.reminders.models import ReminderPlan

    now = datetime.now(UTC)
    clinic = Clinic.objects.create(name="Riverside", time_zone="UTC")
    for number in range(people):
        user = User.objects.create_user(f"p{number}@example.org")
        ReminderPlan.objects.create(
            patient=Patient.objects.create(user=user, clinic=clinic),
            channels=["sms"],
            phone=f"+4917000{number:05d}",
            at=wall_clock(now.hour, now.minute),
            quiet_from=wall_clock(0),
            quiet_until=wall_clock(0),
            zone="UTC",
            next_at=clock.now(),
        )


def work(begin: float, *, careless: bool) -> int:
    """Tick, then send everything there is, in an order of one's own. Gives how many were claimed."""
    from unbrace.clinic.reminders.actions import send_reminding, tick
    from unbrace.clinic.reminders.models import Reminding

    if careless:  # the fault that the test must see: nobody asks whether the other has it already
        send_module = sys.modules["unbrace.clinic.reminders.actions.send_reminding"]
        send_module._is_ours = lambda *_: True  # type: ignore[attr-defined]
    time.sleep(max(0.0, begin - time.time()))
    claimed = tick()
    time.sleep(1.0)  # both have ticked
    found = list(Reminding.objects.values_list("pk", flat=True))
    random.Random(begin + claimed).shuffle(found)  # noqa: S311 - an order
    for pk in found:
        send_reminding(pk)
    return claimed


if __name__ == "__main__":
    wake_up()
    if sys.argv[1] == "seed":
        migrate()
        seed(int(sys.argv[2]))
    else:
        print(work(float(sys.argv[2]), careless="careless" in sys.argv))

"""Reminders: chosen on the page, allowed in the browser, shown by the service worker, and ended with one press."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser
from unbrace.clinic.reminders.channels.sms.fake import FakeService, fake_service

pytestmark = pytest.mark.journey

MARIA = "maria@demo.unbrace.test"


@pytest.fixture(scope="module")
def service() -> Iterator[FakeService]:
    """A push service and a text-message gateway in one, on this machine."""
    with fake_service() as fake:
        yield fake


@pytest.fixture(scope="module")
def reachable(service: FakeService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    """A clinic that may post to that service."""
    settings = {"UNBRACE_PUSH_HOSTS": service.url, "UNBRACE_SMS_URL": service.url}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        with demo_clinic(tmp_path_factory.mktemp("reminded")) as running:
            yield running


def _subscribes_at(page: Page, service: FakeService, phone: FakeBrowser) -> None:
    """A headless browser's maker gives no address, so this one gives ours; all else is the browser's own."""
    said = json.dumps(
        {"endpoint": f"{service.url}/to/1", "keys": {"p256dh": phone.p256dh, "auth": phone.auth}}
    )
    page.add_init_script(
        f"PushManager.prototype.subscribe = async function (options) {{"
        f" window.asked = {{ visible: options.userVisibleOnly, key: options.applicationServerKey.length }};"
        f" return {said}; }};"
    )


SHOWN = """async () => {
    const all = await (await navigator.serviceWorker.ready).getNotifications();
    return all.map(({ title, body, actions }) => ({ title, body, actions: actions.map((a) => a.title) }));
}"""


def _delivers(person: Person, origin: str, data: str) -> list[dict[str, object]]:
    """What stands on the locked screen once the push has come to the person's activated service worker.

    A push service delivers again what a sleeping browser did not take, and so does this.
    """
    page = person.page
    cdp = person.context.new_cdp_session(page)
    versions: list[dict[str, str]] = []
    cdp.on("ServiceWorker.workerVersionUpdated", lambda said: versions.extend(said["versions"]))
    cdp.send("ServiceWorker.enable")
    active: list[str] = []
    for turn in range(120):
        active = [version["registrationId"] for version in versions if version["status"] == "activated"]
        if active and turn % 40 == 1:
            cdp.send(
                "ServiceWorker.deliverPushMessage",
                {"origin": origin, "registrationId": active[-1], "data": data},
            )
        page.wait_for_timeout(250)
        if found := page.evaluate(SHOWN):
            return list(found)
    raise AssertionError(f"nothing was shown in 30 s; activated registrations: {active}, said: {versions}")


#: No program may press a notification for somebody, so the worker is told of it as the browser would.
PRESSES_NOT_TODAY = """async () => {
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", { notification, action: "not-today" }));
}"""

ON_THE_SHELF = """() => new Promise((resolve) => {
    indexedDB.open("unbrace").onsuccess = ({ target: { result: shelf } }) => {
        const all = shelf.transaction("waiting").objectStore("waiting").getAll();
        all.onsuccess = () => {
            shelf.close();
            resolve(all.result.filter(({ to }) => to.startsWith("/not-today/")).length);
        };
    };
})"""


def _waits_for_presses(person: Person, many: int) -> None:
    for _ in range(120):
        if person.page.evaluate(ON_THE_SHELF) == many:
            return
        person.page.wait_for_timeout(250)
    raise AssertionError(f"there were never {many} presses on the shelf")


def _days_off(clinic: DemoClinic) -> int:
    database = sqlite3.connect(f"file:{clinic.data / 'unbrace.sqlite3'}?mode=ro", uri=True)
    with closing(database):
        return int(database.execute("select count(*) from reminders_dayoff").fetchone()[0])


def test_a_slip_stands_beside_its_field_and_then_it_is_saved(
    chromium_without_camera: Browser, reachable: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, reachable, MARIA) as maria:
        page = maria.page
        page.goto("/you/")
        page.get_by_role("link", name="Reminders and short breaks", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Reminders", exact=True)).to_be_visible()
        maria.has_no_barriers()
        # when the time lies in the quiet hours
        how = page.get_by_role("group", name="Remind me by", exact=True)
        how.get_by_role("checkbox", name="E-mail", exact=True).check()
        page.get_by_label("Time", exact=True).fill("22:00")
        page.get_by_role("button", name="Save", exact=True).click()
        # then it is said beside the time, and what was typed is still there
        time = page.get_by_label("Time", exact=True)
        expect(time).to_have_value("22:00")
        expect(time).to_have_accessible_description(re.compile("lies in your quiet hours"))
        expect(how.get_by_role("checkbox", name="E-mail", exact=True)).to_be_checked()
        maria.has_no_barriers()
        time.fill("18:00")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        # a pause, and its end
        page.get_by_label("No reminders until", exact=True).fill("2099-01-01")
        page.get_by_role("button", name="Pause", exact=True).click()
        expect(page.get_by_text("at most a year away")).to_be_visible()


def test_a_reminder_reaches_the_browser_and_opens_the_page(
    chromium_without_camera: Browser, reachable: DemoClinic, service: FakeService
) -> None:
    phone = FakeBrowser()
    options = {"permissions": ["notifications"], "timezone_id": "Europe/Berlin"}
    with Person.signs_in(chromium_without_camera, reachable, MARIA, width=PHONE, **options) as maria:
        page = maria.page
        _subscribes_at(page, service, phone)
        page.goto("/you/reminders/")
        page.get_by_role("button", name="Allow on this device", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Allowed. Tick")).to_be_visible()
        assert page.evaluate("() => window.asked") == {"visible": True, "key": 65}
        page.reload()
        expect(page.get_by_text("A browser, allowed on")).to_be_visible()
        maria.has_no_barriers()

        # when it is time
        page.get_by_role("checkbox", name="On this device", exact=True).check()
        now = page.evaluate("() => new Date(Date.now() + 61000).toTimeString().slice(0, 5)")
        page.get_by_label("Quiet from", exact=True).fill("00:00")
        page.get_by_label("Quiet until", exact=True).fill("00:00")
        page.get_by_label("Time", exact=True).fill(now)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        for _ in range(200):
            if service.posted:
                break
            page.wait_for_timeout(1000)
        sent = phone.opens(service.posted[0].body)

        # then the service worker shows it, with nothing that tells a stranger
        found = _delivers(maria, reachable.url, sent.decode())
        assert found == [
            {
                "title": "A short reminder",
                "body": "A few minutes for yourself today, if it suits you.",
                "actions": ["Not today"],
            }
        ]

        # when "not today" is pressed there without a network, the press is kept on the device
        maria.context.set_offline(True)
        maria.context.service_workers[0].evaluate(PRESSES_NOT_TODAY)
        _waits_for_presses(maria, 1)
        assert _days_off(reachable) == 0
        # then it arrives at the next opening
        maria.context.set_offline(False)
        page.goto("/")
        _waits_for_presses(maria, 0)
        assert _days_off(reachable) == 1

        # and one press on its page, without a log-in, says that the day's reminders have ended
        not_today = json.loads(sent)["not_today"]
        maria.context.clear_cookies()
        page.goto(not_today)
        maria.has_no_barriers()
        page.get_by_role("button", name="Not today", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="That is fine", exact=True)).to_be_visible()
        assert _days_off(reachable) == 1


def test_the_office_reads_whom_a_reminder_did_not_reach(
    chromium_without_camera: Browser, reachable: DemoClinic
) -> None:
    with Person.signs_in(
        chromium_without_camera, reachable, "olga@demo.unbrace.test", width=1280, color_scheme="dark"
    ) as olga:
        olga.page.get_by_role("link", name="Reminders", exact=True).click()
        expect(
            olga.page.get_by_role("heading", level=1, name="Reminders that did not arrive", exact=True)
        ).to_be_visible()
        olga.has_no_barriers()


def test_a_calendar_and_a_break(
    chromium_without_camera: Browser, reachable: DemoClinic, tmp_path: Path
) -> None:
    with Person.signs_in(chromium_without_camera, reachable, MARIA, color_scheme="dark") as maria:
        page = maria.page
        page.goto("/you/reminders/")
        page.get_by_role("button", name="Make an address", exact=True).click()
        address = page.get_by_label("Your address, shown this once", exact=True).input_value()
        maria.has_no_barriers()
        answer = maria.context.request.get(address)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.text().startswith("BEGIN:VCALENDAR")
        page.goto("/break/")
        expect(page.get_by_text("no camera")).to_be_visible()
        maria.has_no_barriers()
        page.get_by_role("link", name="Done", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Good")

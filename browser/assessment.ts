// The assessment a person does alone: each test explained, done with the camera or by hand, kept on the device, sent.
import { type AskedTest, type AssessmentPlan, readAssessment } from "./assessment_plan";
import { clockOffset, localIso, measureClock } from "./clock";
import { deliver } from "./delivery";
import { startEngine } from "./engine";
import { gettext, ngettext } from "./gettext";
import { newKey } from "./new_key";
import { keepForOffline } from "./offline";
import { type Contents, openOutbox, type Outbox } from "./outbox";
import { startPose } from "./pose";
import { cameraTrouble } from "./screens/camera_trouble";
import { byHand, howWasTheTest, introduceTest } from "./screens/test_steps";
import { show } from "./screen";
import { Senses } from "./senses";
import { wakeSound } from "./sounds";
import { type Around, endsTheDay, type Got, testUpload } from "./test_result";
import { trial } from "./trial";
import { coachAs } from "./voice";

async function run(): Promise<void> {
  const plan = readAssessment();
  if (plan.coach) coachAs(plan.coach);
  const outbox = await openOutbox(plan.owner);
  void measureClock();
  void keepForOffline({ urls: plan.urls, items: plan.tests });
  const waiting = await testsOnTheShelf(outbox, plan);
  for (const test of plan.tests) test.done ||= waiting.has(test.test);
  sayWhatWaits(outbox, plan);
  let senses: Senses | null = null;
  const watch = (): Senses => (senses ??= new Senses(() => startPose(plan.urls), () => startEngine(plan.urls), plan.language, false));
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-begin]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      wakeSound();
      void lead(plan, outbox, watch, button.value).catch(failed);
    });
  }
}

/** From the test that was asked for, or the first that is open, to the last or to a pause. */
async function lead(plan: AssessmentPlan, outbox: Outbox, watch: () => Senses, first: string): Promise<void> {
  const open = plan.tests.filter((test) => !test.held_back && (first ? test.test === first : !test.done));
  if (open.some(({ protocol }) => protocol)) void watch().ready().catch(() => undefined); // seconds, while the person reads
  for (const [at, test] of open.entries()) {
    const place = gettext("Test {place} of {all}", { place: at + 1, all: open.length });
    const how = await oneTest(plan, outbox, watch, test, place);
    if (how !== "next") return end(plan, outbox, how);
  }
  end(plan, outbox, "all");
}

async function oneTest(plan: AssessmentPlan, outbox: Outbox, watch: () => Senses, test: AskedTest, place: string): Promise<"next" | "pause" | "enough"> {
  for (;;) {
    const start = await introduceTest(plan, test, place);
    if (start.how === "stop") return "pause";
    if (start.how === "check") {
      location.assign(plan.safety.before);
      return new Promise(() => undefined);
    }
    const { pain_before } = start;
    if (start.how === "skip") {
      const why = { how: test.protocol ? "camera" : "self", why: start.why } as const;
      await keep(plan, outbox, test, why, { pain_before, pain_after: null, ended: "" });
      return "next";
    }
    const got = start.how === "camera" ? await withCamera(plan, watch, test, place) : await byHand(plan, test, place);
    if (got === null) continue;
    const { how, pain_after, ended } = await howWasTheTest(plan, test, got);
    const around: Around = { pain_before, pain_after, ended };
    await keep(plan, outbox, test, got, around); // a try that is done again is kept as well
    if (endsTheDay(plan.stop, around)) return "enough";
    if (how === "keep") return "next";
  }
}

/** In front of the camera, through whatever goes wrong on the way; null: back to where it was explained. */
async function withCamera(plan: AssessmentPlan, watch: () => Senses, test: AskedTest, place: string): Promise<Got | null> {
  for (;;) {
    const end = await trial(watch(), test, place);
    if (end.how === "done") return { how: "camera", seen: end.seen };
    if (end.how === "again") continue;
    const next = end.how === "trouble" ? await cameraTrouble(end.why) : end.how;
    if (next === "again") continue;
    if (next === "skip") return null;
    return byHand(plan, test, place);
  }
}

async function keep(plan: AssessmentPlan, outbox: Outbox, test: AskedTest, got: Got, around: Around): Promise<void> {
  const key = newKey(), done_at = localIso(new Date());
  const when = { key, done_at, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, offset_s: clockOffset() };
  await outbox.put({ key, to: plan.urls.results, body: JSON.stringify(testUpload(plan, test, got, around, when)), ended_at: done_at });
  test.done = true;
  void outbox.send();
}

function end(plan: AssessmentPlan, outbox: Outbox, why: "all" | "pause" | "enough"): void {
  const screen = show("test-end");
  const left = plan.tests.filter(({ done, held_back }) => !done && !held_back).length;
  screen.fill("title", why === "enough" ? gettext("That is enough for today") : left ? gettext("Go on whenever you like") : gettext("All done. Thank you"));
  screen.slot("enough").hidden = why !== "enough";
  screen.fill("left", left ? ngettext("{count} test is still open. It waits for you.", "{count} tests are still open. They wait for you.", left) : "");
  screen.slot<HTMLAnchorElement>("here").href = plan.urls.here;
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
  const tell = ({ waiting, refused }: Contents): void => {
    const mine = [...waiting, ...refused].filter(({ to }) => to === plan.urls.results);
    screen.fill("status", mine.length === 0 ? gettext("Sent. Your therapist can see it.") : mine[0]?.sentence
      ?? (navigator.onLine ? gettext("The server did not answer yet. I keep trying; you can close this page.")
        : gettext("You are offline. It will be sent by itself when the network is back; you can close this page.")));
  };
  deliver(outbox, tell);
}

/** What was done without a network and is not at the server yet. */
async function testsOnTheShelf(outbox: Outbox, plan: AssessmentPlan): Promise<Set<string>> {
  const { waiting } = await outbox.contents();
  const bodies = waiting.filter(({ to }) => to === plan.urls.results).map(({ body }) => JSON.parse(body as string) as { assessment: string; test: string });
  return new Set(bodies.filter(({ assessment }) => assessment === plan.assessment).map(({ test }) => test));
}

function sayWhatWaits(outbox: Outbox, plan: AssessmentPlan): void {
  const line = document.querySelector<HTMLElement>("[data-waiting]");
  deliver(outbox, ({ waiting }) => {
    const mine = waiting.filter(({ to }) => to === plan.urls.results).length;
    if (line) line.textContent = mine ? ngettext("{count} result is kept on this device and waits to be sent.", "{count} results are kept on this device and wait to be sent.", mine) : "";
  });
}

function failed(error: unknown): void {
  console.error(error);
  location.assign(document.querySelector<HTMLAnchorElement>("[data-here]")?.href ?? "/");
}

run().catch((error: unknown) => console.error(error));

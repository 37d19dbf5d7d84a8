// The guided session, stop by stop: 1 see, 2 find the body, 3 understand, 4 coach, 5 sum up, 6 carry.
import { clockOffset, localIso, measureClock } from "./clock";
import { itemsNow, planOf } from "./day";
import { deliverQuietly } from "./delivery";
import { startEngine } from "./engine";
import { gettext } from "./gettext";
import { Guide } from "./guide";
import { type Outbox, openOutbox } from "./outbox";
import { keepForOffline } from "./offline";
import { type Plan, readPlan } from "./plan";
import { startPose } from "./pose";
import { anythingDone, beginRecord, isStale, type Record } from "./record";
import { mayBegin } from "./screens/door";
import { nothingDone } from "./screens/nothing_done";
import { restDay } from "./screens/rest_day";
import { resume } from "./screens/resume";
import { sent } from "./screens/sent";
import { safeTime } from "./safe_time";
import { Senses } from "./senses";
import { coachAs } from "./voice";

async function run(): Promise<void> {
  const whole = readPlan();
  const plan = { ...whole, items: itemsNow(whole, new Date(), document.documentElement.dataset["keptAt"] === undefined) };
  coachAs(plan.coach);
  const outbox = await openOutbox(plan.owner);
  deliverQuietly(outbox); // whoever comes straight here, day after day, has never opened Today
  void measureClock();
  // Both take seconds to start: they start while the person reads.
  const senses = new Senses(() => startPose(plan.urls), () => startEngine(plan.urls), plan.language, plan.traces !== null); // 2, 3
  void senses.ready().catch(() => undefined).then(() => keepForOffline(whole));
  const begun = await recordToContinue(plan, outbox, whole);
  const keep = async (record: Record): Promise<void> => { await outbox.keep(record); await safeTime(); };
  const guide = new Guide(planOf(whole, begun), senses, begun, keep); // 1 to 4, for each set
  const record = { ...(await guide.lead()), device_clock_offset_s: clockOffset() }; //                 5
  if (!anythingDone(record)) return nothingDone(plan, outbox);
  await outbox.finish(record, plan.urls.results, localIso(new Date())); //                             6
  sent(plan, outbox, record.key);
}

async function recordToContinue(plan: Plan, outbox: Outbox, whole: Plan): Promise<Record> {
  const begun = await outbox.started();
  if (begun && !anythingDone(begun)) await outbox.forgetStarted();
  else if (begun) {
    const current = begun.programme_version === plan.programme_version && !isStale(begun, Date.now());
    if (current && (await resume(planOf(whole, begun), begun)) === "carry-on") {
      await mayBegin(plan);
      return begun;
    }
    await outbox.finish(begun, plan.urls.results, begun.changed_at);
  }
  if (plan.items.length === 0) return restDay(plan);
  return beginRecord(plan, {
    key: crypto.randomUUID(),
    now: localIso(new Date()),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offset_s: clockOffset(),
  });
}

run().catch((error: unknown) => {
  console.error(error);
  document.querySelector("[data-wait]")?.replaceChildren(gettext("Something did not start. Reload the page; nothing you did is lost."));
});

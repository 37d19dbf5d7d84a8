// The person's side of measuring together. It is a test alone (trial) with somebody who looks on: the same question before,
// the same screen, the same result by the same way to the server. The camera is the call's own: its track is copied, never
// opened twice. What goes to the therapist's page is numbers; the picture they see comes through the call, untouched.
import type { AskedTest, AssessmentPlan } from "../assessment_plan";
import { CameraTrouble, cameraOf, type Camera } from "../camera";
import { clockOffset, localIso, measureClock } from "../clock";
import { deliver } from "../delivery";
import { startEngine, type Step } from "../engine";
import { gettext } from "../gettext";
import { showIn } from "../modules/demonstration";
import type { Hint, LostReason } from "../motion_events";
import { newKey } from "../new_key";
import { openOutbox, type Outbox } from "../outbox";
import type { Score } from "../plan";
import { startPose } from "../pose";
import { scoreOf } from "../scale";
import { howWasTheTest } from "../screens/test_steps";
import { show } from "../screen";
import { Senses } from "../senses";
import { wakeSound } from "../sounds";
import { anySeen, type Around, endsTheDay, type Got, mainScores, testUpload } from "../test_result";
import { trial } from "../trial";
import { coachAs } from "../voice";
import { TROUBLE } from "../words";
import type { Host, Measuring } from "./measuring";
import { Outgoing, Rate } from "./measuring_count";
import { bodyRow, encode } from "./measuring_frame";
import { asOrder, type Order, Talk, type Told, type Why } from "./measuring_talk";

/** Below this a movement is followed so coarsely that the picture had better rest meanwhile. */
const SLOW = 12;
const LOOK_AGAIN_MS = 1000;

type Refusal = { why: Why; words: string; first?: string };

export class MeasuringHere implements Measuring {
  private talk: Talk<Told> | null = null;
  private run: { id: string; test: string } | null = null;
  private last: Told | null = null;
  private senses: Senses | null = null;
  private outbox: Outbox | null = null;
  private press: ((value: "done" | "skip") => void) | null = null;
  /** Ends a screen that waits for the person. */
  private quit: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();
  private leaving = false;
  private rested = false;

  constructor(private readonly part: HTMLElement, private readonly other: string, private readonly host: Host) {
    this.button("measuring-stop").addEventListener("click", () => this.stop());
    this.button("measuring-rest").addEventListener("click", () => this.rest(!this.rested));
    this.button("measuring-close").addEventListener("click", () => this.close());
  }

  meet(channel: RTCDataChannel | null): void {
    if (channel === (this.talk?.channel ?? null)) return;
    this.talk?.drop();
    this.leaving &&= channel === null;
    this.talk = channel && new Talk<Told>(channel, {
      opened: () => { if (this.last) this.talk?.say(this.last); }, // after a break: how it stands
      closed: () => this.alone(),
      said: (said) => { const order = asOrder(said); if (order) this.hear(order); },
    });
    if (this.talk === null) this.alone();
  }

  /** The call is over. What was seen is kept and sent, though nobody can say any more how it was. */
  leave(): void {
    this.leaving = true;
    this.quit?.();
    this.press?.("done");
    void this.running.then(() => {
      if (!this.leaving) return;
      this.close();
      this.senses?.pose.end();
      this.senses?.engine.end();
      this.senses = null;
    });
  }

  // -- what the therapist asks -------------------------------------------------------------------------------------------

  private hear(order: Order): void {
    if (order.kind === "start") {
      if (this.run) return this.talk?.say({ kind: "state", run: order.run, test: order.test, state: "refused", why: "busy" });
      this.run = { id: order.run, test: order.test };
      this.running = this.measure(order.test)
        .catch((error: unknown) => { console.warn("measuring", error); this.refuse({ why: "camera", words: TROUBLE.failed.title }); })
        .finally(() => { this.run = this.press = this.quit = null; this.rest(false); });
    } else if (order.run === this.run?.id) {
      if (order.kind === "stop") this.stop();
      else this.press?.("done");
    }
  }

  /** Always at hand, on both sides. What was seen of this one is not kept. */
  private stop(): void {
    this.press?.("skip");
    this.quit?.();
  }

  private async measure(name: string): Promise<void> {
    this.open();
    const asked = await this.ask(name);
    if ("why" in asked) return this.refuse(asked);
    const [test] = asked.tests;
    if (!test) return this.refuse({ why: "not_asked", words: "" });
    coachAs(asked.coach);
    void measureClock();
    const senses = this.watch(asked);
    void senses.ready().catch(() => undefined); // seconds, while the person reads
    this.tell({ state: "asking" });
    const before = await this.askFirst(asked, test);
    if (before === "declined") return this.over({ state: "refused", why: "declined" }, gettext("Nothing was measured. Say so if you change your mind."));
    if (before !== null && before >= asked.safety.ask_from) {
      return this.refuse({ why: "pain", words: gettext("That is a lot of pain. First answer the safety questions; then measuring can go on."), first: asked.safety.before });
    }
    for (;;) {
      this.open();
      this.tell({ state: "starting", pain_before: before });
      this.say(gettext("{name} sees a figure and numbers of this test, no drawing on your picture. Nothing is recorded.", { name: this.other }));
      const end = await trial(senses, test, gettext("Together with {name}", { name: this.other }), this.onlooker());
      this.press = this.quit = null;
      if (end.how === "trouble") return this.refuse({ why: "camera", words: `${TROUBLE[end.why].title}. ${TROUBLE[end.why].remedy}` });
      if (end.how !== "done") return this.over({ state: "stopped" }, gettext("Stopped. Nothing was kept of this one."));
      const got: Got = { how: "camera", seen: end.seen };
      this.tell({ state: "asking_after", scores: mainScores(end.seen), pain_before: before });
      this.say(gettext("Measured. Now say how it was; then it is sent."));
      this.button("measuring-stop").hidden = this.button("measuring-rest").hidden = this.slot("measuring-slow").hidden = true; // nothing is measured now
      this.rest(false);
      const unasked = new Promise<{ how: "keep"; pain_after: null; ended: "" }>((resolve) => {
        this.quit = () => { if (this.leaving) resolve({ how: "keep", pain_after: null, ended: "" }); };
      });
      if (this.leaving && !anySeen(end.seen)) return;
      const after = this.leaving ? { how: "keep", pain_after: null, ended: "" } as const : await Promise.race([howWasTheTest(asked, test, got), unasked]);
      const around: Around = { pain_before: before, pain_after: after.pain_after, ended: after.ended };
      await this.keep(asked, test, got, around);
      if (endsTheDay(asked.stop, around)) return this.over({ state: "refused", why: "over", ...around }, gettext("That test made it hurt more, so testing stops here for today."));
      if (after.how === "keep") return;
    }
  }

  /** The house says whether this test may be done now. Nothing begins without its answer. */
  private async ask(name: string): Promise<AssessmentPlan | Refusal> {
    const address = (this.part.dataset["address"] ?? "").replace("/test/", `/${name}/`);
    const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) return await answer.json() as AssessmentPlan;
    const said = await answer?.json().catch(() => null) as { why?: Why; error?: string } | null;
    return { why: said?.why ?? "no_network", words: said?.error ?? gettext("The clinic cannot be reached just now, so nothing is measured. Please try once more.") };
  }

  private watch(plan: AssessmentPlan): Senses {
    return (this.senses ??= new Senses(() => startPose(plan.urls), () => startEngine(plan.urls), plan.language, false));
  }

  /** What will be done, and how much it hurts, as before every test; beginning is the person's own press. */
  private askFirst(plan: AssessmentPlan, test: AskedTest): Promise<Score | null | "declined"> {
    const screen = show("measure-ask");
    for (const [slot, text] of [["title", test.title], ["purpose", test.purpose], ["view", test.view_text]] as const) screen.fill(slot, text);
    for (const [slot, lines] of [["steps", test.steps], ["stop", test.stop]] as const) {
      screen.slot(slot).replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    }
    showIn(screen.slot("shown"), test, true);
    for (const slot of ["title", "purpose", "view", "steps", "stop"]) Object.assign(screen.slot(slot), { lang: plan.setting.language, dir: plan.setting.direction });
    const form = screen.root.querySelector("form") as HTMLFormElement;
    form.addEventListener("submit", (event) => event.preventDefault());
    this.say(gettext("{name} would like to measure this together with you.", { name: this.other }));
    return Promise.race([
      screen.pressed("measure").then(() => { wakeSound(); return scoreOf(form, "pain-before"); }),
      screen.pressed("not-now").then(() => "declined" as const),
      new Promise<"declined">((resolve) => { this.quit = () => resolve("declined"); }),
    ]);
  }

  // -- while it measures ---------------------------------------------------------------------------------------------------

  private onlooker(): Parameters<typeof trial>[3] {
    const [outgoing, rate] = [new Outgoing(), new Rate()];
    let from: number | null = null;
    let hints: Hint[] = [];
    let lost: LostReason | null = null;
    let lookedAt = 0;
    return {
      camera: (onLost) => this.camera(onLost),
      begun: (press) => { this.press = press; },
      paused: (yes) => this.tell({ state: yes ? "paused" : "measuring" }),
      step: (values, step: Step) => {
        if (from === null) this.tell({ state: "measuring" });
        from ??= step.t_ms;
        for (const event of step.events) {
          if (event.event === "framing_changed") hints = event.ok ? [] : event.hints;
          else if (event.event === "lost_sight") lost = event.reason;
          else if (event.event === "sight_regained") lost = null;
        }
        const now = performance.now();
        const many = rate.add(now);
        if (now - lookedAt > LOOK_AGAIN_MS) {
          lookedAt = now;
          this.slow(many);
        }
        const number = outgoing.next(now, this.talk?.channel.bufferedAmount ?? 0);
        if (number === null || !this.talk?.open) return;
        const { snapshot } = step;
        this.talk.send(encode({
          number, t_ms: step.t_ms - from, stage: snapshot.stage, fraction: snapshot.fraction, trials: snapshot.trials ?? { both: 0, left: 0, right: 0 },
          lasted_s: snapshot.lasted_s ?? null, live: (snapshot.now?.sides ?? []).map(({ side, value, error_band }) => ({ side, value, band: error_band })),
          hints, lost, rate: many, withheld: outgoing.withheld, body: bodyRow(values),
        }));
      },
    };
  }

  private async camera(onLost: () => void): Promise<Camera> {
    const track = this.host.track();
    if (!track || track.readyState !== "live") throw new CameraTrouble("none");
    const copy = track.clone();
    copy.enabled = true; // the call may rest its picture; the measuring goes on
    return cameraOf(new MediaStream([copy]), this.host.facing(), onLost);
  }

  /** A device that can hardly follow says so, and offers to rest the picture it sends meanwhile. */
  private slow(rate: number): void {
    const line = this.slot("measuring-slow");
    const yes = rate > 0 && rate < SLOW;
    if (line.hidden === yes) line.hidden = !yes;
  }

  private rest(off: boolean): void {
    if (this.rested === off) return;
    this.rested = off;
    this.host.rest(off);
    this.button("measuring-rest").setAttribute("aria-pressed", String(off));
  }

  // -- after -----------------------------------------------------------------------------------------------------------------

  private async keep(plan: AssessmentPlan, test: AskedTest, got: Got, around: Around): Promise<void> {
    const outbox = await this.shelf(plan.owner);
    const key = newKey(), done_at = localIso(new Date());
    const when = { key, done_at, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, offset_s: clockOffset() };
    await outbox.put({ key, to: plan.urls.results, body: JSON.stringify(testUpload(plan, test, got, around, when)), ended_at: done_at });
    const scores = "seen" in got ? mainScores(got.seen) : [];
    this.over({ state: "kept", scores, ...around }, gettext("Kept on this device. It is sent to your therapist."));
    void outbox.send();
  }

  private async shelf(owner: string): Promise<Outbox> {
    if (this.outbox) return this.outbox;
    const outbox = await openOutbox(owner, ({ to }) => { if (to.includes("/assessment/")) this.sent(); });
    deliver(outbox, () => undefined);
    return (this.outbox = outbox);
  }

  private sent(): void {
    if (this.last?.state !== "kept") return;
    this.last = { ...this.last, state: "sent" };
    this.talk?.say(this.last);
    if (this.run === null || this.slot("session").childElementCount === 0) this.say(gettext("Sent. Your therapist can see it."));
  }

  private alone(): void {
    if (this.press) this.say(gettext("The line to {name} broke. Measuring goes on here, and what comes out is kept and sent.", { name: this.other }));
  }

  // -- the page --------------------------------------------------------------------------------------------------------------

  private tell(told: Omit<Told, "kind" | "run" | "test">): void {
    if (!this.run) return;
    this.last = { kind: "state", run: this.run.id, test: this.run.test, ...told };
    this.talk?.say(this.last);
  }

  private refuse({ why, words, first }: Refusal): void {
    this.over({ state: "refused", why }, words);
    const link = this.slot<HTMLAnchorElement>("measuring-first");
    link.hidden = !first;
    if (first) link.href = first;
  }

  /** Nothing runs any more; what became of it stays to be read. */
  private over(told: Omit<Told, "kind" | "run" | "test">, words: string): void {
    this.tell(told);
    this.slot("session").replaceChildren();
    this.slot("measuring-slow").hidden = true;
    this.button("measuring-stop").hidden = this.button("measuring-rest").hidden = true;
    this.button("measuring-close").hidden = false;
    this.say(words);
    this.part.scrollIntoView({ block: "nearest" });
  }

  private open(): void {
    this.part.hidden = false;
    this.slot("measuring-first").hidden = true;
    this.button("measuring-close").hidden = true;
    this.button("measuring-stop").hidden = this.button("measuring-rest").hidden = false;
    this.part.scrollIntoView({ block: "start" });
  }

  private close(): void {
    this.slot("session").replaceChildren();
    this.part.hidden = true;
  }

  private say(words: string): void { this.slot("measuring-state").textContent = words; }
  private slot<T extends HTMLElement = HTMLElement>(name: string): T { return this.part.querySelector<T>(name === "session" ? "#session" : `[data-slot="${name}"]`) as T; }
  private button(value: string): HTMLButtonElement { return this.part.querySelector(`button[value="${value}"]`) as HTMLButtonElement; }
}

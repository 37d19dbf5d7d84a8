// Leads through today's session, screen by screen. After every step the record is kept, so that any step may be the last.
import { gettext } from "./gettext";
import { localIso } from "./clock";
import type { Plan, PlanItem } from "./plan";
import { sidesOf } from "./plan";
import { anythingDone, changeExercise, dropSet, type ExerciseDone, keepSet, type Mode, modeOf, type Record, type SetDone } from "./record";
import { cameraTrouble } from "./screens/camera_trouble";
import { mayBegin } from "./screens/door";
import { howWasIt } from "./screens/how_was_it";
import { introduce } from "./screens/introduce";
import { rest } from "./screens/rest";
import { summary } from "./screens/summary";
import { tapSet } from "./screens/tap";
import { welcome } from "./screens/welcome";
import { circuitFrom, type Turn, turnsOf } from "./turns";
import { SIDE } from "./words";
import type { Senses } from "./senses";
import { type SetPlace, workout } from "./workout";

export class Guide {
  constructor(
    private readonly plan: Plan,
    private readonly senses: Senses,
    private record: Record,
    private readonly keep: (record: Record) => Promise<void>,
  ) {}

  async lead(): Promise<Record> {
    if (!this.record.asked_before) {
      const pain_before = await welcome(this.plan);
      await mayBegin(this.plan);
      this.change({ pain_before, asked_before: true });
    }
    let going = true;
    while (going && this.record.over < this.plan.items.length) going = await this.next(this.record.over);
    if (!anythingDone(this.record)) return this.record;
    return summary(this.plan, this.record, (record) => this.replace(record));
  }

  private replace(record: Record): void {
    this.record = { ...record, changed_at: localIso(new Date()) };
    void this.keep(this.record);
  }

  private change(change: Partial<Record>): void {
    this.replace({ ...this.record, ...change });
  }

  private done(index: number): ExerciseDone {
    return this.record.exercises[index] as ExerciseDone;
  }

  private next(index: number): Promise<boolean> {
    const places = circuitFrom(this.plan.items, index);
    return places.length > 1 ? this.circuit(places) : this.exercise(index);
  }

  /** Exercises that take turns, round by round; then how each of them was. False when the person wants to finish here. */
  private async circuit(places: number[]): Promise<boolean> {
    const going = await this.rounds(places);
    for (const index of places) {
      this.change({ at: index, underway: null });
      if (this.done(index).sets.length > 0) await this.askHowItWas(this.plan.items[index] as PlanItem, index);
      this.change({ over: index + 1 });
    }
    const { at: _, ...record } = this.record;
    this.replace(record);
    return going;
  }

  /** The sets that are still to do, whoever's turn it is; false when the person wants to finish here. */
  private async rounds(places: number[]): Promise<boolean> {
    const turns = turnsOf(this.plan.items, places);
    const modes = new Map<number, Mode>(), left = new Set<number>();
    const nextTurn = (): Turn | undefined => turns.find((turn) => !left.has(turn.index) && !this.has(turn));
    for (let turn = nextTurn(); turn; turn = nextTurn()) {
      const { index } = turn, item = this.plan.items[index] as PlanItem;
      const start = modes.get(index) ?? (await introduce(this.plan, item));
      if (start === "stop") return false;
      if (start === "skip") {
        left.add(index);
        continue;
      }
      this.turnTo(index);
      const end = await this.oneSet(item, index, this.place(turn), start);
      if (end === null) left.add(index);
      else if (!(await this.restBefore(nextTurn(), turn, end.set, end.mode, left))) return false;
      if (end !== null) modes.set(index, end.mode);
    }
    return true;
  }

  /** A set that was cut short before somebody else's turn is kept where it belongs. */
  private turnTo(index: number): void {
    const { underway, at } = this.record;
    if (at === index) return;
    if (underway && at !== undefined) this.replace(keepSet(this.record, at, underway, modeOf(underway)));
    this.change({ at: index });
  }

  /** False when the person wants to finish here. */
  private async restBefore(next: Turn | undefined, turn: Turn, just: SetDone, mode: Mode, left: Set<number>): Promise<boolean> {
    if (!next) return true;
    const same = next.index === turn.index;
    const place = same ? this.place(next) : { ...this.place(next), side: "both" as const };
    const { how, set } = await rest(this.plan.items[turn.index] as PlanItem, just, place);
    this.replace(keepSet(this.record, turn.index, set, mode));
    if (how === "skip") left.add(turn.index);
    if (how === "redo") this.replace(dropSet(this.record, turn.index, set));
    return how !== "stop";
  }

  private has({ index, number, side }: Turn): boolean {
    return this.done(index).sets.some((set) => set.number === number && set.side === side);
  }

  /** A set in a circuit, with the name of its exercise: the one before was another. */
  private place({ index, number, side }: Turn): SetPlace {
    const item = this.plan.items[index] as PlanItem;
    const place = placesOf(item).find((one) => one.number === number && one.side === side) as SetPlace;
    return { ...place, words: `${item.title}: ${place.words}` };
  }

  /** One exercise; false when the person wants to finish here. */
  private async exercise(index: number): Promise<boolean> {
    const item = this.plan.items[index] as PlanItem;
    const start = this.isThrough(item, index) ? "skip" : await introduce(this.plan, item);
    if (start === "stop") return false;
    const going = start === "skip" || (await this.sets(item, index, start));
    if (this.done(index).sets.length > 0) await this.askHowItWas(item, index);
    this.change({ over: index + 1, underway: null });
    return going;
  }

  /** The sets that are still to do, rests between them; false when the person wants to finish here. */
  private async sets(item: PlanItem, index: number, start: Mode): Promise<boolean> {
    const places = placesOf(item);
    let mode = start;
    for (let at = this.firstOpen(places, index); at < places.length; at++) {
      const place = places[at] as SetPlace;
      const end = await this.oneSet(item, index, place, mode);
      if (end === null) return true;
      mode = end.mode;
      const next = places[at + 1];
      if (!next) return true;
      const { how, set } = await rest(item, end.set, next);
      this.replace(keepSet(this.record, index, set, mode));
      if (how === "skip") return true;
      if (how === "stop") return false;
      if (how === "redo") {
        this.replace(dropSet(this.record, index, set));
        at -= 1;
      }
    }
    return true;
  }

  /** Every set is done and only the questions are left: so it is after a tab died there. */
  private isThrough(item: PlanItem, index: number): boolean {
    const places = placesOf(item);
    return this.firstOpen(places, index) === places.length;
  }

  private firstOpen(places: SetPlace[], index: number): number {
    const { sets } = this.done(index);
    const open = places.findIndex((place) => !sets.some((set) => set.number === place.number && set.side === place.side));
    return open < 0 ? places.length : open;
  }

  /** One set, by camera or by tapping, through whatever goes wrong on the way; null when it was skipped. */
  private async oneSet(item: PlanItem, index: number, place: SetPlace, start: Mode): Promise<{ set: SetDone; mode: Mode } | null> {
    let mode = start;
    let kept = this.record.underway;
    const keep = (set: SetDone): void => this.change({ underway: set });
    for (;;) {
      const end = mode === "tap"
        ? await tapSet(item, place, kept, keep)
        : await workout(this.senses, item, place, kept, keep);
      if (end.how === "done") {
        this.replace(keepSet(this.record, index, end.set, modeOf(end.set)));
        return { set: end.set, mode };
      }
      if ("set" in end && end.set) keep(end.set);
      kept = this.record.underway;
      const next = end.how === "trouble" ? await cameraTrouble(end.why) : end.how;
      if (next === "skip") return this.leaveSet(index);
      mode = next === "tap" ? "tap" : "camera";
    }
  }

  /** Skipping keeps what was already done of the set. */
  private leaveSet(index: number): null {
    const { underway } = this.record;
    if (underway) this.replace(keepSet(this.record, index, underway, modeOf(underway)));
    return null;
  }

  private async askHowItWas(item: PlanItem, index: number): Promise<void> {
    for (;;) {
      const answers = await howWasIt(item, this.done(index));
      if (answers.how === "go") {
        const { pain, effort } = answers;
        return this.replace(changeExercise(this.record, index, { pain, effort }));
      }
      await this.lastSetAgain(item, index);
    }
  }

  private async lastSetAgain(item: PlanItem, index: number): Promise<void> {
    const last = this.done(index).sets.at(-1);
    if (!last) return;
    const place = placesOf(item).find(({ number, side }) => number === last.number && side === last.side);
    this.replace(dropSet(this.record, index, last));
    if (place) await this.oneSet(item, index, place, this.done(index).mode);
  }
}

function placesOf(item: PlanItem): SetPlace[] {
  return Array.from({ length: item.dosage.sets }, (_, at) => at + 1).flatMap((number) =>
    sidesOf(item.dosage).map((side) => ({
      number, side, words: `${gettext("Set {number} of {all}", { number, all: item.dosage.sets })}${SIDE[side] ? `, ${SIDE[side]}` : ""}`,
    })));
}

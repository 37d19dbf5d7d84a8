// One attempt at one test as it is sent, and as it is said to the person. Nothing here touches the screen or the network.
import type { AskedTest, AssessmentPlan, TestSide } from "./assessment_plan";
import { gettext } from "./gettext";
import type { FunctionTestResult, Scored } from "./motion_events";
import type { Score } from "./plan";

export type WhyNot = "did_not_want" | "pain" | "no_equipment" | "no_helper" | "stopped";
export type End = "" | "free" | "stiff" | "painful";
export type How = "camera" | "self" | "helper";

export type Got =
  | { how: "camera"; seen: FunctionTestResult }
  | { how: "self" | "helper"; by_hand: { [side in TestSide]?: number } }
  | { how: How; why: WhyNot };

export interface Around { pain_before: Score | null; pain_after: Score | null; ended: End }

export interface When { key: string; done_at: string; time_zone: string; offset_s: number }

export const TEST_SCHEMA = "unbrace.test-of-function/1";

export function testUpload(plan: AssessmentPlan, test: AskedTest, got: Got, around: Around, when: When): object {
  const outcome = "why" in got ? "not_done" : "seen" in got && !anySeen(got.seen) ? "not_seen" : "measured";
  return {
    schema: TEST_SCHEMA, key: when.key, owner: plan.owner, assessment: plan.assessment, test: test.test,
    content_version: test.content_version, content_hash: test.content_hash, outcome,
    why: "why" in got ? got.why : "", how: got.how,
    by_hand: "by_hand" in got ? got.by_hand : {}, seen: "seen" in got ? got.seen : null,
    pain_before: around.pain_before, pain_after: around.pain_after, ended: around.ended,
    done_at: when.done_at, time_zone: when.time_zone, device_clock_offset_s: when.offset_s,
  };
}

export function anySeen(seen: FunctionTestResult): boolean {
  return mainScores(seen).some(({ value }) => value !== null);
}

/** What the test is about: its first number, on each side. */
export function mainScores(seen: FunctionTestResult): Scored[] {
  const [first] = seen.scores;
  return first ? seen.scores.filter(({ name }) => name === first.name) : [];
}

/** Whether this was the last test for today; pain that was not asked ends nothing. */
export function endsTheDay(stop: AssessmentPlan["stop"], { pain_before, pain_after }: Around): boolean {
  if (pain_after === null) return false;
  return pain_after > stop.above || (pain_before !== null && pain_after - pain_before >= stop.rise);
}

/** Whether every side has as many trials as the test wants. */
export function enough(test: AskedTest, trials: { [side in TestSide]: number }): boolean {
  return test.each_side ? trials.left >= test.trials && trials.right >= test.trials : trials.both >= test.trials;
}

const SIDES: { [side in TestSide]: string } = { both: "", left: gettext("left"), right: gettext("right") };

/** "elevation, left: 115 degrees, give or take 15", or why there is no number. A camera's degrees go in fives. */
export function scoreWords(plan: AssessmentPlan, score: Scored): string {
  const what = [score.name, SIDES[score.side]].filter(Boolean).join(", ");
  if (score.value === null) return gettext("{what}: the camera could not see it", { what });
  const value = score.unit === "degrees" ? 5 * Math.round(score.value / 5) : Math.round(score.value);
  return gettext("{what}: {value} {unit}, give or take {band}", {
    what, value, unit: plan.units[score.unit] ?? score.unit, band: Math.round(score.error_band ?? 0),
  });
}

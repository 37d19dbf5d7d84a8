// The tests a therapist has asked for, as the server wrote them into the page (schema unbrace.assessment-plan/1).
import type { Plan, PlanItem, Setting } from "./plan";
import type { Liking } from "./voice";

export type TestSide = "both" | "left" | "right";

export interface ByHand {
  by: "person" | "helper" | "therapist";
  how: string;
  unit: string;
  unit_words: string;
  lowest: number;
  highest: number;
  timer_s: number | null;
  sides: TestSide[];
}

export interface AskedTest {
  test: string;
  title: string;
  content_version: string;
  content_hash: string;
  purpose: string;
  /** Empty addresses for a test of which no picture would help. */
  pictures: PlanItem["pictures"];
  shown: PlanItem["shown"];
  view_text: string;
  set_up: string[];
  steps: string[];
  stop: string[];
  equipment: string[];
  screening_only: boolean;
  company: "nobody" | "helper" | "video_visit";
  /** The engine's own definition, passed on unread; null when no camera measures this. */
  protocol: Record<string, unknown> | null;
  lasts: "return" | "hold" | "time" | "";
  trials: number;
  each_side: boolean;
  seconds: number | null;
  /** Whether what stopped the movement is asked: for ranges. */
  asks_end: boolean;
  by_hand: ByHand;
  /** Why it is not offered now, in a sentence; empty when it is. */
  held_back: string;
  done: boolean;
}

export interface AssessmentPlan {
  schema: "unbrace.assessment-plan/1";
  assessment: string;
  owner: string;
  language: string;
  coach?: Liking;
  setting: Setting;
  tests: AskedTest[];
  /** When testing ends for the day. */
  stop: { rise: number; above: number };
  over_today: boolean;
  units: { [unit: string]: string };
  safety: { ask_from: number; before: string };
  urls: Plan["urls"] & { here: string };
}

export function readAssessment(): AssessmentPlan {
  const element = document.getElementById("assessment-plan");
  if (!element?.textContent) throw new Error("the page carries no assessment");
  return JSON.parse(element.textContent) as AssessmentPlan;
}

// The guided sessions of a week as the server wrote it into the page (schema unbrace.session-plan/1).
import type { Liking } from "./voice";

export type Score = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
export type Side = "both" | "left" | "right";

export interface Dosage {
  sets: number;
  reps: number | null;
  hold_s: number | null;
  side: string;
  rest_s: number;
}

export interface PlanItem {
  prescription: string;
  exercise: string;
  title: string;
  content_version: string;
  content_hash: string;
  dosage: Dosage;
  /** With what and how slowly, in words; a page that was kept from before has nothing of it. */
  how?: string;
  /** Neighbours with one number take turns, a set of each; null or not there: by itself. */
  circuit?: number | null;
  /** The weekdays it is planned for, 0 for Monday; a page that was kept from before holds one day alone and does not say. */
  days?: number[];
  /** "" for any time. */
  part_of_day?: "" | "morning" | "evening";
  /** The engine's own definition, passed on unread; null when the camera cannot judge this exercise. */
  movement: Record<string, unknown> | null;
  tracking: "camera" | "partly" | "tap";
  view_text: string;
  position: string;
  equipment: string[];
  set_up_html: string;
  instructions_html: string;
  stop_html: string;
  why: string;
  why_today: string;
  /** What to say for a fault, by the fault's id. */
  cues: Record<string, string>;
  pictures: { start: string; end: string };
  /** The language the words are really in, and the mark in the reader's own where nobody has approved them. */
  setting: Setting;
  /** The film of an own exercise; most have none. */
  film?: { url: string; still: string; words: string; width: number; height: number };
  /** The pictures in words, and the addresses of the moving figure; empty where the server has none. */
  shown: { start_alt: string; end_alt: string; film: string; figure: string; viewer: string };
}

/** How words in another language are set on the page. */
export interface Setting {
  language: string;
  direction: "ltr" | "rtl";
  mark: string;
  mark_language: string;
  mark_direction: "ltr" | "rtl";
}

/** When the safety questions come before the session; decided by the server, which asks again for itself. */
export interface Safety {
  ask_from: number;
  rise: number;
  /** The person's usual pain, 0 to 10; null when nobody has asked. */
  usual: number | null;
  /** The questions were answered just now: until then they need not be answered again. */
  asked_until: string | null;
  /** When the next questions about safety are due, with or without pain; a page that does not say is not begun from. */
  good_until?: string | null;
  /** What the server lets the person do with this page: "all" or "safe_floor". */
  allowed?: string;
  before: string;
  after: string;
}

export interface Plan {
  schema: "unbrace.session-plan/1";
  programme_version: string;
  programme_number: number;
  first_name: string;
  language: string;
  owner: string;
  draft_content: boolean;
  /** The yes under which the person lets their movement be kept as a stick figure; null: they do not. */
  traces: string | null;
  /** How this person likes to be coached; a page that was kept from before has nothing of it. */
  coach?: Liking;
  /** All that the version asks for on any day, in the order of the day: `day.ts` chooses. */
  items: PlanItem[];
  /** The person's own date when the server wrote this page, and which prescriptions it knew to be done on it. */
  day?: string;
  done_today?: string[];
  safety: Safety;
  urls: { results: string; today: string; static: string; build_id: string };
}

export function readPlan(): Plan {
  const element = document.getElementById("session-plan");
  if (!element?.textContent) throw new Error("the page carries no session plan");
  return JSON.parse(element.textContent) as Plan;
}

/** The address of a built file, absolute (workers need it so) and tied to this build. */
export function builtUrl(urls: Plan["urls"], name: string): string {
  return new URL(`${urls.static}${name}?v=${urls.build_id}`, location.href).href;
}

/** The sides of one set, in order: an exercise done on each side asks for two runs a set. */
export function sidesOf(dosage: Dosage): Side[] {
  if (dosage.side === "left" || dosage.side === "right") return [dosage.side];
  return dosage.side === "both" ? ["both"] : ["left", "right"];
}

// A small plan and a small result for tests.
import type { SessionResult } from "../motion_events";
import type { Plan } from "../plan";

export function planOf(): Plan {
  const dosage = { sets: 2, reps: 8, hold_s: null, side: "both", rest_s: 60 };
  const item = {
    prescription: "p-1", exercise: "squat", title: "Squat", content_version: "1.0.0", content_hash: "sha256:0", dosage,
    movement: {}, tracking: "camera" as const, view_text: "", position: "standing", equipment: [], set_up_html: "", instructions_html: "", stop_html: "",
    why: "", why_today: "", cues: {}, pictures: { start: "", end: "" },
    setting: { language: "en", direction: "ltr" as const, mark: "", mark_language: "en", mark_direction: "ltr" as const },
    shown: { start_alt: "", end_alt: "", film: "", figure: "", viewer: "" },
  };
  return {
    schema: "unbrace.session-plan/1", programme_version: "v-1", programme_number: 1, first_name: "Maria", language: "en",
    owner: "maria", draft_content: true, traces: null, items: [item, { ...item, prescription: "p-2", exercise: "glute-bridge" }],
    safety: { ask_from: 7, rise: 3, usual: 2, asked_until: null, good_until: "2026-12-01T12:00:00+00:00", allowed: "all", before: "/safety/before/", after: "/safety/after/" },
    urls: { results: "/exercise/results/", today: "/", static: "/static/built/", build_id: "b" },
  };
}

export function resultOf(full: number, duration_ms = 10_000): SessionResult {
  const repetitions = Array.from({ length: full }, (_, at) => ({
    number: at + 1, start_ms: at * 1000, peak_ms: at * 1000 + 400, end_ms: at * 1000 + 900, side: "both", kind: "full" as const,
    range_deg: 70, error_band_deg: 8, tempo: { out_s: 1, pause_s: 0, back_s: 1 }, faults: [],
  }));
  return {
    schema: "unbrace.session-result/1", exercise: "squat", content_version: "1.0.0", engine_version: "1.0.0",
    started_ms: 500, duration_ms, frames: 100, seen_ratio: 1, view: "side", counts: { full, partial: 0 }, repetitions,
    holds: [], faults: [{ fault: "f_fast", count: 1, share: 1 / full, confidence: 0.8 }], symmetry_deg: null,
    lost_sight: [{ start_ms: 100, end_ms: 200, reason: "nobody" }],
  };
}

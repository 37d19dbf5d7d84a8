// A diary form as the words that are sent. What was not tapped is not in it: null and "" are not asked, 0 is an answer.
export const DIARY_SCHEMA = "unbrace.diary-entry/2";

const NUMBERS = ["sleep_hours", "sleep_quality", "stress", "active_minutes", "mood"] as const;

export interface DiaryUpload {
  schema: typeof DIARY_SCHEMA;
  key: string;
  owner: string;
  /** The care it is written in: by the time it goes, the person may look at another clinic. */
  care: string;
  replaces: string | null;
  written_at: string;
  time_zone: string;
  device_clock_offset_s: number;
  pains: { [area: string]: number };
  sleep_hours: number | null;
  sleep_quality: number | null;
  stress: number | null;
  active_minutes: number | null;
  mood: number | null;
  medication: string;
  note: string;
}

export interface Written {
  owner: string;
  now: string;
  time_zone: string;
  offset_s: number;
}

/** Gives null for a number that is none: the server's own form then says so in words. */
export function diaryUpload(form: FormData, { owner, now, time_zone, offset_s }: Written): DiaryUpload | null {
  const text = (name: string): string => String(form.get(name) ?? "").trim();
  const numbers: { [name: string]: number | null } = {};
  for (const name of NUMBERS) {
    const value = whole(text(name));
    if (value === undefined) return null;
    numbers[name] = value;
  }
  const pains: { [area: string]: number } = {};
  for (const [name, raw] of form.entries()) {
    const value = name.startsWith("pain-") ? whole(String(raw)) : null;
    if (value === undefined) return null;
    if (value !== null) pains[name.slice("pain-".length)] = value;
  }
  return {
    schema: DIARY_SCHEMA, key: text("key"), owner, care: text("care"), replaces: text("replaces") || null, written_at: now, time_zone,
    device_clock_offset_s: offset_s, pains, medication: text("medication"), note: text("note"),
    ...(numbers as Pick<DiaryUpload, (typeof NUMBERS)[number]>),
  };
}

/** null: left out; undefined: not a whole number. */
function whole(raw: string): number | null | undefined {
  const plain = raw.trim();
  if (plain === "" || plain === "skip") return null;
  return /^\d{1,4}$/.test(plain) ? Number(plain) : undefined;
}

export function saysNothing(entry: DiaryUpload): boolean {
  return Object.keys(entry.pains).length === 0 && !entry.medication && !entry.note && NUMBERS.every((name) => entry[name] === null);
}

export function worstPain(entry: DiaryUpload): number | null {
  const pains = Object.values(entry.pains);
  return pains.length > 0 ? Math.max(...pains) : null;
}

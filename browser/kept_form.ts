// A form as it waits on the device: its fields, whose it is, and when it was pressed.
import { type Bounds, isMuch } from "./much_pain";
import type { Parcel } from "./shelf";

export const FORM_SCHEMA = "unbrace.kept-form/1";
const NOT_SAID = new Set(["csrfmiddlewaretoken"]);

export interface Pressed {
  key: string;
  owner: string;
  /** The care it is written in: by the time it goes, the person may look at another clinic. */
  care: string;
  to: string;
  now: string;
  offset_s: number;
}

type Kept = Pick<Parcel, "key" | "to" | "body" | "ended_at">;

export interface Shelved {
  put(parcel: Kept): Promise<void>;
  send(all: boolean): Promise<unknown>;
  contents(): Promise<{ waiting: Pick<Parcel, "key" | "sentence">[] }>;
}

/** First on the shelf, then on its way: a browser that believes in a network that is dead loses nothing. Gives the parcel where
 * it still waits, also when the answer takes longer than this; what was sent by then arrives by itself. */
export async function shelfFirst(
  outbox: Shelved, parcel: Kept, wait_ms: number, kept: () => Promise<void> = async () => undefined,
): Promise<Pick<Parcel, "key" | "sentence"> | undefined> {
  await outbox.put(parcel);
  await kept().catch((error: unknown) => console.error(error)); // it is on the shelf: sent the other way it would be there twice
  await Promise.race([outbox.send(true).catch(() => undefined), new Promise((over) => setTimeout(over, wait_ms))]);
  return (await outbox.contents()).waiting.find(({ key }) => key === parcel.key);
}

/** A field of its own key takes the new one: a page opened twice from the device must not send two things as one. */
export function formParcel(data: FormData, { key, owner, care, to, now, offset_s }: Pressed): Kept {
  const fields: { [name: string]: string } = {};
  for (const [name, value] of data.entries()) if (typeof value === "string" && !NOT_SAID.has(name)) fields[name] = value;
  if ("key" in fields) fields["key"] = key;
  const body = { schema: FORM_SCHEMA, key, owner, care, written_at: now, device_clock_offset_s: offset_s, fields };
  return { key, to, body: JSON.stringify(body), ended_at: now };
}

/** Whether one of these fields says much pain. */
export function saysMuch(data: FormData, names: string[], bounds: Bounds): boolean {
  return names.some((name) => isMuch(numberIn(data, name), bounds));
}

/** Whether somebody at rest counted more breaths a minute than this. */
export function saysFast(data: FormData, most: number): boolean {
  const [taps, seconds] = [numberIn(data, "taps"), numberIn(data, "seconds")];
  return taps !== null && Boolean(seconds) && (60 * taps) / (seconds as number) > most;
}

function numberIn(data: FormData, name: string): number | null {
  const said = data.get(name);
  return typeof said === "string" && /^\d+$/.test(said) ? Number(said) : null;
}

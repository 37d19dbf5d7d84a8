// A voice note as it goes to the server: one form, made once and kept byte for byte, so that it is known again.
import { localIso } from "./clock";
import type { Parcel } from "./shelf";

export interface Spoken {
  key: string;
  owner: string;
  /** The care it is said in: by the time it goes, the person may look at another clinic. */
  care: string;
  to: string;
  voice: Blob;
}

type Kept = Pick<Parcel, "key" | "to" | "body" | "type" | "ended_at">;

export async function voiceParcel(spoken: Spoken, now: Date): Promise<Kept> {
  const form = new FormData();
  for (const name of ["key", "owner", "care"] as const) form.set(name, spoken[name]);
  form.set("written_at", localIso(now));
  form.set("voice", spoken.voice, "voice");
  const whole = new Response(form);
  const type = whole.headers.get("Content-Type") ?? ""; // a Blob's own type is put into small letters, and the boundary with it
  return { key: spoken.key, to: spoken.to, body: await whole.blob(), type, ended_at: localIso(now) };
}

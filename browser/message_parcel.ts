// A message as it goes to the server: one form, made once and kept byte for byte, so that it is known again.
import { localIso } from "./clock";
import type { Parcel } from "./shelf";

export interface Written {
  key: string;
  owner: string;
  /** The care it is written in: by the time it goes, the person may look at another clinic. */
  care: string;
  to: string;
  text: string;
  /** A picture that was chosen, or a clip that was filmed, watched and agreed to. */
  file?: { kind: "picture" | "clip"; content: Blob; agreed?: boolean };
}

type Kept = Pick<Parcel, "key" | "to" | "body" | "type" | "message" | "ended_at">;

export async function messageParcel(written: Written, now: Date): Promise<Kept> {
  const form = new FormData();
  form.set("key", written.key);
  form.set("owner", written.owner);
  form.set("care", written.care);
  form.set("text", written.text);
  form.set("written_at", localIso(now));
  if (written.file?.agreed) form.set("agreed", "yes");
  if (written.file) form.set(written.file.kind, written.file.content, written.file.kind);
  const whole = new Response(form);
  const type = whole.headers.get("Content-Type") ?? ""; // a Blob's own type is put into small letters, and the boundary with it
  return { key: written.key, to: written.to, body: await whole.blob(), type, message: written.text, ended_at: localIso(now) };
}

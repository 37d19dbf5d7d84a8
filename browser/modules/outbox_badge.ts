// On Today: says what still lies on this device, and keeps trying to send it.
// <div data-module="outbox-badge" data-owner="…" hidden></div>
import { deliver } from "../delivery";
import { type Contents, openOutbox, type Outbox } from "../outbox";
import { anythingDone } from "../record";

export function outboxBadge(element: HTMLElement): void {
  const owner = element.dataset["owner"];
  if (owner) void openOutbox(owner).then((outbox) => watch(element, outbox));
}

async function watch(element: HTMLElement, outbox: Outbox): Promise<void> {
  const started = await outbox.started();
  const begun = started && anythingDone(started) ? started.started_at : null;
  const before = await outbox.contents();
  const tell = (contents: Contents): void => draw(element, contents, begun, before.waiting.length + before.refused.length);
  tell(before);
  deliver(outbox, tell);
}

function draw(element: HTMLElement, { waiting, refused }: Contents, begun: string | null, before: number): void {
  const lines = [
    begun ? "A session is not finished. Open it to carry on where you stopped." : "",
    waiting.length ? `${many(waiting.length)} waiting to be sent. ${waiting[0]?.sentence ?? ""}` : "",
    ...refused.map((parcel) => `A session could not be taken: ${parcel.sentence ?? ""}`),
    before && !waiting.length && !refused.length ? "Everything on this device has been sent." : "",
  ].filter(Boolean);
  element.hidden = lines.length === 0;
  element.className = lines.length === 0 ? "" : refused.length ? "banner banner-clay" : "banner";
  element.setAttribute("role", "status");
  element.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line.trim() })));
}

function many(count: number): string {
  return count === 1 ? "1 session is" : `${count} sessions are`;
}

// On Today: says what still lies on this device, and keeps trying to send it.
// <div class="unseen" role="status" data-module="outbox-badge" data-owner="…"></div>
// It stands in the page from the start and is never hidden: a screen reader only says what changes in a region it knows.
import { gettext } from "../gettext";
import { deliver } from "../delivery";
import { type Contents, openOutbox, type Outbox } from "../outbox";
import { couldNotBeTaken, whatWaits } from "../parcel_words";
import { anythingDone, isStale } from "../record";

const RESULTS = "/exercise/results/";
const KEPT = "/kept/";

export function outboxBadge(element: HTMLElement): void {
  const owner = element.dataset["owner"];
  // a message whose words may be about safety opens the questions, from whichever page it goes
  if (owner) void openOutbox(owner, (_, { ask }) => { if (ask) location.assign(ask); }).then((outbox) => watch(element, outbox));
}

async function watch(element: HTMLElement, outbox: Outbox): Promise<void> {
  const begun = await underway(outbox);
  const before = await outbox.contents();
  let waited = before.waiting.length;
  const tell = (contents: Contents): void => {
    draw(element, contents, begun, before.waiting.length + before.refused.length);
    if (waited && !contents.waiting.length) seeWhatIsDue();
    waited = contents.waiting.length;
  };
  tell(before);
  deliver(outbox, tell);
}

/** What has arrived may have opened questions about safety, also when the service worker sent it: a page of Today that was kept
 * does not know of them. */
function seeWhatIsDue(): void {
  if (location.pathname === "/" && document.documentElement.dataset["keptAt"]) location.reload();
}

/** Whether a session waits to be carried on. One that was left alone for hours is handed over as it is. */
async function underway(outbox: Outbox): Promise<boolean> {
  const started = await outbox.started();
  if (!started || !anythingDone(started)) return false;
  if (!isStale(started, Date.now())) return true;
  await outbox.finish(started, RESULTS, started.changed_at);
  return false;
}

function draw(element: HTMLElement, { waiting, refused }: Contents, begun: boolean, before: number): void {
  const lines = [
    begun ? gettext("A session is not finished. Open it to carry on where you stopped.") : "",
    waiting.length ? `${whatWaits(waiting)} ${waiting[0]?.sentence ?? ""}` : "",
    ...refused.map((parcel) => couldNotBeTaken(parcel, parcel.sentence ?? "")),
    before && !waiting.length && !refused.length ? gettext("Everything on this device has been sent.") : "",
  ].filter(Boolean);
  if (element.dataset["said"] === lines.join("\n")) return; // the same words every few seconds would be read out each time
  element.dataset["said"] = lines.join("\n");
  element.className = lines.length === 0 ? "unseen" : refused.length ? "banner banner-clay" : "banner";
  element.replaceChildren(...lines.map((line) => paragraph(line.trim())), ...(refused.length ? [paragraph(wayToKept())] : []));
}

function paragraph(content: string | Node): HTMLElement {
  const line = document.createElement("p");
  line.append(content);
  return line;
}

function wayToKept(): HTMLElement {
  return Object.assign(document.createElement("a"), { href: KEPT, textContent: gettext("See what is kept here") });
}

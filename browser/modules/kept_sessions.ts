// What the server refused: told in plain words, to be sent again, saved as a file or thrown away.
// <div data-module="kept-sessions" data-owner="…"></div>
import { gettext } from "../gettext";
import { openOutbox, type Outbox } from "../outbox";
import { copyOf, fileName, whatWasDone, whenDone } from "../parcel_words";
import { announce, part } from "../screen";
import type { Parcel } from "../shelf";

export function keptSessions(element: HTMLElement): void {
  const owner = element.dataset["owner"];
  if (owner) void openOutbox(owner).then((outbox) => draw(element, outbox));
}

async function draw(element: HTMLElement, outbox: Outbox): Promise<void> {
  const { refused } = await outbox.contents();
  const again = (said: string): void => {
    announce(said);
    void draw(element, outbox);
  };
  const cards = refused.map((parcel) => card(parcel, outbox, again));
  element.replaceChildren(...(cards.length > 0 ? cards : [part("kept-nothing").root]));
}

function card(parcel: Parcel, outbox: Outbox, then: (said: string) => void): HTMLElement {
  const kept = part("kept-session");
  kept.fill("when", whenDone(parcel, document.documentElement.lang));
  kept.fill("what", whatWasDone(parcel));
  kept.fill("why", parcel.sentence ?? "");
  kept.onPress("again", () => void outbox.send(true).then(({ refused }) =>
    then(refused.some(({ key }) => key === parcel.key) ? gettext("The server still cannot take it.") : gettext("It is on its way."))));
  kept.onPress("save", () => save(parcel));
  kept.onPress("discard", () => void outbox.discard(parcel.key).then(() => then(gettext("Thrown away."))));
  return kept.root;
}

function save(parcel: Parcel): void {
  const href = URL.createObjectURL(copyOf(parcel));
  Object.assign(document.createElement("a"), { href, download: fileName(parcel) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1_000);
}

// Brings a replay to life where there is one on the page. Where it cannot be shown, the words and the table stay.
// <div data-module="replay" data-viewer="…/replay.js" data-told="JSON: what is drawn, and where the movement is to be had">
import { gettext } from "../gettext";

type Viewer = { show(element: HTMLElement): Promise<void> };

export function replay(element: HTMLElement): void {
  void begin(element);
}

async function begin(element: HTMLElement): Promise<void> {
  const status = element.querySelector<HTMLElement>('[data-part="status"]');
  try {
    if (!("DecompressionStream" in window)) throw new Error("too old a browser");
    if (status) status.textContent = gettext("The movement is on its way …");
    const viewer = await import(element.dataset["viewer"] ?? "") as Viewer;
    await viewer.show(element);
  } catch {
    const stage = element.querySelector<HTMLElement>('[data-part="stage"]');
    if (stage) stage.hidden = true;
    if (status) status.textContent = gettext("The movement could not be shown on this device just now. Everything that was counted stands below.");
  }
}

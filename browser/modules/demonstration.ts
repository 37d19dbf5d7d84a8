// Shows the moving figure beside the two pictures: by itself once it is scrolled near, where the device draws quickly and
// nobody asked to save data, and otherwise when somebody presses the button. Where it cannot, the pictures say the same.
// <div data-module="demonstration" data-film="…" data-figure="…" data-viewer="…">
import { gettext } from "../gettext";

export interface Showing { end(): void }
type Viewer = { show(element: HTMLElement): Promise<Showing> };

/** Browsers keep few drawings alive at once: the one that was opened first gives its place up. */
const MOST_ALIVE = 4;
/** What draws without a graphics processor calls itself so; not every browser counts it as slow. */
const BY_CALCULATION = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const alive: { element: HTMLElement; showing: Showing }[] = [];

export function demonstration(element: HTMLElement): void {
  const open = part(element, "open") as HTMLButtonElement | null;
  if (!open || !element.dataset["film"] || !("WebGL2RenderingContext" in window)) return;
  open.hidden = false;
  open.addEventListener("click", () => void begin(element, open, true));
  if (savesData() || !("IntersectionObserver" in window)) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    if (!open.hidden && !open.disabled && drawsQuickly()) void begin(element, open, false);
  }, { rootMargin: "200px 0px" });
  watch.observe(element);
}

interface Shown {
  title: string;
  pictures: { start: string; end: string };
  shown: { start_alt: string; end_alt: string; film: string; figure: string; viewer: string };
}

/** Fills the mould of the component on a page whose exercise only the browser knows. */
export function fillDemonstration(element: HTMLElement, { title, pictures, shown }: Shown): void {
  const images = element.querySelectorAll("img");
  for (const [at, position] of (["start", "end"] as const).entries()) {
    const image = images[at];
    if (image) [image.alt, image.src] = [shown[`${position}_alt`] || inWords(title, position), pictures[position]];
  }
  for (const name of ["film", "figure", "viewer"] as const) element.dataset[name] = shown[name];
  const named = part(element, "title");
  if (named) named.textContent = title;
  for (const labelled of element.querySelectorAll("[aria-label]")) {
    labelled.setAttribute("aria-label", `${labelled.getAttribute("aria-label")?.trim()} ${title}`);
  }
}

/** The mould in `slot`, filled for what only the browser knows; hidden where there is nothing to show. `still`: the two
 * pictures alone, where the device has enough to do. */
export function showIn(slot: HTMLElement, what: Shown, still = false): void {
  slot.hidden = !what.pictures.start;
  const element = slot.querySelector<HTMLElement>(".demonstration");
  if (!element || slot.hidden) return;
  fillDemonstration(element, what);
  if (!still) demonstration(element);
}

async function begin(element: HTMLElement, open: HTMLButtonElement, asked: boolean): Promise<void> {
  const [status, stage] = [part(element, "status"), part(element, "stage")];
  if (!status || !stage) return;
  open.disabled = true;
  status.textContent = gettext("The figure is on its way …");
  stage.hidden = false;
  try {
    const viewer = await import(element.dataset["viewer"] ?? "") as Viewer;
    const showing = await viewer.show(element);
    keep(element, showing);
    open.hidden = true;
    element.dataset["live"] = "";
    status.textContent = "";
    if (asked) stage.querySelector<HTMLElement>("button")?.focus();
  } catch {
    close(element);
    status.textContent = asked
      ? gettext("The moving figure could not be shown on this device just now. The two pictures show the same movement.") : "";
  }
}

function keep(element: HTMLElement, showing: Showing): void {
  for (const gone of alive.filter((one) => !one.element.isConnected)) forget(gone);
  alive.push({ element, showing });
  const first = alive[0];
  if (alive.length > MOST_ALIVE && first) {
    forget(first);
    close(first.element);
  }
}

function forget(one: (typeof alive)[number]): void {
  one.showing.end();
  alive.splice(alive.indexOf(one), 1);
}

/** Back to the two pictures, with the button to ask again. */
function close(element: HTMLElement): void {
  const [open, stage, canvas] = [part(element, "open") as HTMLButtonElement | null, part(element, "stage"), element.querySelector("canvas")];
  delete element.dataset["live"];
  if (stage) stage.hidden = true;
  if (open) open.hidden = open.disabled = false;
  canvas?.replaceWith(canvas.cloneNode()); // a canvas whose drawing was given up never draws again
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** Whether there is a graphics processor: without one, a figure nobody asked for would slow the page down. */
function drawsQuickly(): boolean {
  const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const told = context.getExtension("WEBGL_debug_renderer_info");
  const drawer = String(context.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !BY_CALCULATION.test(drawer);
}

function part(element: HTMLElement, name: string): HTMLElement | null {
  return element.querySelector<HTMLElement>(`[data-part="${name}"]`);
}

function inWords(title: string, position: "start" | "end"): string {
  return position === "start" ? gettext("{title}, start position", { title }) : gettext("{title}, end position", { title });
}

// Brings one screen of the page to life: its HTML is a <template> in the page, its words go into named slots.

export interface Screen {
  readonly root: HTMLElement;
  slot<T extends HTMLElement = HTMLElement>(name: string): T;
  fill(name: string, text: string): void;
  /** The next button pressed, by its value; `within` narrows which buttons count. */
  pressed(...values: string[]): Promise<string>;
  onPress(value: string, act: () => void): void;
}

function copyOf(id: string): HTMLElement {
  const template = document.getElementById(id) as HTMLTemplateElement | null;
  const root = template?.content.firstElementChild?.cloneNode(true);
  if (!(root instanceof HTMLElement)) throw new Error(`the page has no template ${id}`);
  return root;
}

export function part(name: string): Screen {
  return bind(copyOf(`part-${name}`));
}

/** Shows a screen in place of the one before and moves the reader to its heading. */
export function show(name: string): Screen {
  const root = copyOf(`screen-${name}`);
  const stage = document.getElementById("session");
  stage?.replaceChildren(root);
  if (stage?.dataset["inside"] !== undefined) stage.scrollIntoView({ block: "nearest" }); // inside another page, which stays
  else {
    document.body.dataset["screen"] = name;
    scrollTo(0, 0);
  }
  queueMicrotask(() => root.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
  return bind(root);
}

function bind(root: HTMLElement): Screen {
  const slot = <T extends HTMLElement>(name: string): T => {
    const found = root.querySelector<T>(`[data-slot="${name}"]`);
    if (!found) throw new Error(`no slot ${name}`);
    return found;
  };
  const button = (value: string): HTMLButtonElement | null => root.querySelector(`button[value="${value}"]`);
  return {
    root,
    slot,
    fill: (name, text) => { const at = slot(name); if (at.textContent !== text) at.textContent = text; },
    pressed: (...values) => new Promise((resolve) => {
      for (const value of values) button(value)?.addEventListener("click", (event) => { event.preventDefault(); resolve(value); });
    }),
    onPress: (value, act) => button(value)?.addEventListener("click", (event) => { event.preventDefault(); act(); }),
  };
}

/** Tells a screen reader, politely or at once; the same words twice are still said twice. */
export function announce(text: string, at_once = false): void {
  const region = document.getElementById(at_once ? "announce-now" : "announce");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 40);
}

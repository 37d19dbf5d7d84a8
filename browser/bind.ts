/** What makes an element behave: named in its `data-module`. */
export type Behaviours = Record<string, (element: HTMLElement) => void>;

/** Binds each element of the page to the behaviours it names; a name that is not among these is another bundle's. */
export function bind(behaviours: Behaviours): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
    for (const name of (element.dataset["module"] ?? "").split(" ")) behaviours[name]?.(element);
  }
}

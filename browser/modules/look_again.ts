// While something goes on in the background: looks again every so often and puts the newer state in the old one's place.
// <div data-module="look-again" data-every="1500">; when it is no longer there, the page is loaded as a whole.
export function lookAgain(element: HTMLElement): void {
  const every = Number(element.dataset["every"] ?? "2000");
  setTimeout(() => void look(element, every), every);
}

async function look(element: HTMLElement, every: number): Promise<void> {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (page && !page.querySelector("[data-module=look-again]")) return location.reload();
  for (const [old, found] of pairs(element, page)) {
    if (old instanceof HTMLProgressElement && found instanceof HTMLProgressElement) old.value = found.value;
    else if (old.textContent !== found.textContent) old.textContent = found.textContent;
  }
  setTimeout(() => void look(element, every), every);
}

function pairs(element: HTMLElement, page: Document | null): [Element, Element][] {
  return ["[role=status]", "progress"].flatMap((which) => {
    const [old, found] = [element.querySelector(which), page?.querySelector(`[data-module=look-again] ${which}`)];
    return old && found ? [[old, found] as [Element, Element]] : [];
  });
}

// On the page that stands in for one that is not kept: offers only what is really here.
// <ul data-module="kept-pages"><li><a href="/diary/">…
import { KEPT_PAGES_CACHE as PAGES } from "../exercise_pages";


export function keptPages(element: HTMLElement): void {
  if (!("caches" in globalThis)) return;
  void caches.open(PAGES).then((kept) => {
    for (const link of element.querySelectorAll("a")) {
      void kept.match(new URL(link.href).pathname).then((page) => { if (!page) (link.closest("li") ?? link).hidden = true; });
    }
  });
}

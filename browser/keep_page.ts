// So that a page opens again without a network, with its style and its scripts.
import { measureClock } from "./clock";

export function keepForOfflineHere(): void {
  void measureClock(); // what is kept is only as old as the server's time says
  void navigator.serviceWorker?.ready.then((registration) => {
    const urls = performance.getEntriesByType("resource").map(({ name }) => new URL(name))
      .filter(({ origin, pathname, searchParams }) => origin === location.origin && (pathname.startsWith("/static/") || searchParams.has("v")))
      .map(({ href }) => href);
    registration.active?.postMessage({ ask: "keep", urls });
  });
}

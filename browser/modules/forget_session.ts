// On a page that stops the programme: the session kept for use without a network goes, what waits to be sent stays.
// <div data-module="forget-session">
const PAGES = "unbrace-pages";
const STOPPED = ["/exercise/", "/programme/", "/break/", "/", "/diary/"];

export function forgetSession(paths = STOPPED): void {
  if ("caches" in globalThis) void caches.open(PAGES).then((kept) => Promise.all(paths.map((path) => kept.delete(path))));
}

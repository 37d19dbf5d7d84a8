// On a page that stops the programme: the session kept for use without a network goes, what waits to be sent stays.
// <div data-module="forget-session">
const PAGES = "unbrace-pages";

export function forgetSession(): void {
  if ("caches" in globalThis) void caches.open(PAGES).then((kept) => Promise.all(["/exercise/", "/", "/diary/"].map((path) => kept.delete(path))));
}

// Without a network a page is as it was kept. It says so, and what cannot wait on the device is not lost by pressing it.
import { gettext } from "./gettext";
import { KEPT_PAGES_CACHE } from "./exercise_pages";
import { forgetSession } from "./modules/forget_session";
import { openShelf, setOwner } from "./shelf";
import { dayWords } from "./words";

const NEEDS_IT = gettext("This needs a network. Nothing was sent, and what you wrote still stands here.");
const STILL_SIGNED_IN = gettext(
  "Without a network you cannot be signed out. The pages kept on this device are gone; please sign out again once there is a network.");
const BACK = gettext("There is a network again.");
const ANEW = gettext("Load this page anew");
const OF_TODAY = gettext("See what today asks for");
const SESSION = "/exercise/";

export function withoutNetwork(): void {
  const kept_at = document.documentElement.dataset["keptAt"];
  if (kept_at) sayFromWhen(new Date(kept_at));
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || navigator.onLine || form.method !== "post") return;
    event.preventDefault();
    const leaves = form.action.includes("/logout/");
    if (leaves) void forgetEverything();
    tell(form, leaves ? STILL_SIGNED_IN : NEEDS_IT);
  });
}

function sayFromWhen(kept: Date): void {
  const main = document.querySelector("main");
  if (!main || location.pathname === SESSION || Number.isNaN(kept.getTime())) return;
  const lang = document.documentElement.lang;
  const when = `${dayWords(kept, lang)}, ${kept.toLocaleTimeString(`${lang}-u-nu-latn`, { hour: "2-digit", minute: "2-digit", hour12: false })}`;
  const place = Object.assign(document.createElement("aside"), { className: "banner banner-top" });
  place.setAttribute("aria-label", gettext("About the network"));
  const line = Object.assign(document.createElement("p"), { textContent: gettext("No network just now. This page is as it was: {when}.", { when }) });
  place.append(line);
  main.before(place);
  if (location.pathname === "/" && kept.toDateString() !== new Date().toDateString()) void leadToSession(line);
  addEventListener("online", () => {
    line.textContent = `${BACK} `;
    line.append(link(location.href, ANEW));
  });
}

/** Today as it was on another day asks for what that day asked for; the kept session goes by the day it is now. */
async function leadToSession(line: HTMLElement): Promise<void> {
  if (!(await (await caches.open(KEPT_PAGES_CACHE)).match(SESSION))) return;
  line.append(" ", link(SESSION, OF_TODAY));
}

const link = (href: string, textContent: string): HTMLElement => Object.assign(document.createElement("a"), { href, textContent });

function tell(form: HTMLFormElement, words: string): void {
  const there = form.querySelector<HTMLElement>("[data-needs-network]");
  const said = there ?? Object.assign(document.createElement("p"), { className: "banner banner-clay" });
  said.dataset["needsNetwork"] = "";
  said.setAttribute("role", "status");
  if (!there) form.append(said);
  said.textContent = words;
}

/** Nobody who opens this browser next shall see what was kept. */
async function forgetEverything(): Promise<void> {
  await forgetSession();
  if ("caches" in globalThis) await caches.delete(KEPT_PAGES_CACHE);
  await setOwner(await openShelf(), "");
}

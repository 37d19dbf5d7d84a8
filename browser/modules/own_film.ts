// The film of an own exercise: says so where it cannot be had, and whether it is on this device for times without a network.
// <figure data-module="own-film"><video …>…<p role="status" data-part="status"></figure>
import { gettext } from "../gettext";
import { FILMS, isFilm, MOST_BYTES } from "../kept_films";

/** The service worker fetches films after the page: until then they are not there, and that would be said too soon. */
const LOOK_AGAIN_MS = 4_000;

export function ownFilm(element: HTMLElement): void {
  const [video, status] = [element.querySelector("video"), element.querySelector<HTMLElement>('[data-part="status"]')];
  if (!video || !status) return;
  video.addEventListener("error", () => {
    if (video.getAttribute("src")) status.textContent = gettext("The film cannot be shown just now, perhaps for want of a network. The steps say the same.");
  });
  video.addEventListener("playing", () => { status.textContent = ""; });
  const line = element.querySelector<HTMLElement>('[data-part="kept"]');
  if (!line || !("caches" in window) || !isFilm(new URL(video.src, location.href).pathname)) return;
  void sayWhereItIs(video, line, false).then((kept) => kept || setTimeout(() => void sayWhereItIs(video, line, true), LOOK_AGAIN_MS));
}

async function sayWhereItIs(video: HTMLVideoElement, line: HTMLElement, alsoIfNot: boolean): Promise<boolean> {
  const kept = Boolean(await (await caches.open(FILMS)).match(new URL(video.src, location.href).pathname, { ignoreVary: true }));
  line.hidden = !kept && !alsoIfNot;
  line.textContent = kept ? gettext("Kept on this device for two weeks without a network.")
    : gettext("Not kept on this device. The films of a programme may take {most} MB there together.", { most: MOST_BYTES / 1_000_000 });
  return kept;
}

// The film of an own exercise: says so where it cannot be had. It is not kept on the device: once removed it is gone.
// <figure data-module="own-film"><video …>…<p role="status" data-part="status"></figure>
import { gettext } from "../gettext";

export function ownFilm(element: HTMLElement): void {
  const [video, status] = [element.querySelector("video"), element.querySelector<HTMLElement>('[data-part="status"]')];
  if (!video || !status) return;
  video.addEventListener("error", () => {
    if (video.getAttribute("src")) status.textContent = gettext("The film cannot be shown just now, perhaps for want of a network. The steps say the same.");
  });
  video.addEventListener("playing", () => { status.textContent = ""; });
}

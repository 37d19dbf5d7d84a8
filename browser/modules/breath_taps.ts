// Counting the own breaths: one tap for every breath in, for a minute. Without scripts the number is typed instead.
// <div data-module="breath-taps"> with parts typed (the fields), taps (shown instead), go, left, counted
import { gettext, ngettext } from "../gettext";

const LENGTH_S = 60;
const LOOK_EVERY_MS = 250;

export function breathTaps(element: HTMLElement): void {
  const part = <T extends HTMLElement>(name: string): T => element.querySelector<T>(`[data-part="${name}"]`) as T;
  const [typed, shown, go, left, said] = [part("typed"), part("taps"), part<HTMLButtonElement>("go"), part("left"), part("counted")];
  const save = part<HTMLButtonElement>("save");
  const field = (name: string): HTMLInputElement => element.querySelector<HTMLInputElement>(`input[name="${name}"]`) as HTMLInputElement;
  let taps = 0, since: number | null = null, timer = 0;

  typed.hidden = true;
  shown.hidden = false;
  save.hidden = true;

  const finish = (): void => {
    window.clearInterval(timer);
    since = null;
    go.textContent = gettext("Count again");
    left.textContent = "";
    if (taps === 0) {
      said.textContent = gettext("No breath was tapped, so there is nothing to keep. Count again whenever you like.");
      return;
    }
    field("taps").value = String(taps);
    field("seconds").value = String(LENGTH_S);
    said.textContent = ngettext("{count} breath in a minute. This is your own count.", "{count} breaths in a minute. This is your own count.", taps);
    save.hidden = false;
  };
  const look = (): void => {
    const rest = LENGTH_S - (performance.now() - (since ?? 0)) / 1000;
    if (rest <= 0) return finish();
    left.textContent = gettext("{taps} so far, {seconds} seconds left", { taps, seconds: Math.ceil(rest) });
  };
  go.addEventListener("click", () => {
    if (since !== null) {
      taps += 1;
      return look();
    }
    [taps, since] = [0, performance.now()];
    save.hidden = true;
    said.textContent = gettext("Go. Tap each time a breath comes in.");
    go.textContent = gettext("A breath in");
    timer = window.setInterval(look, LOOK_EVERY_MS);
    look();
  });
}

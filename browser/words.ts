// What the page says that is not written in its HTML. Warm, short, plain; never scolding.
import { gettext, ngettext } from "./gettext";
import type { Trouble } from "./camera";
import type { Hint, LostReason } from "./motion_events";

export const HINTS: Record<Hint, string> = {
  nobody: gettext("Step into the picture."),
  whole_body: gettext("Step back until I can see all of you, head to feet."),
  too_far: gettext("Come a little closer."),
  too_close: gettext("Step back a little."),
  turn_side_on: gettext("Turn side-on to the camera."),
  turn_to_camera: gettext("Turn to face the camera."),
  second_person: gettext("I see two people. Just you in the picture, please."),
  hold_still: gettext("Now stay still for a moment."),
  get_into_position: gettext("Get into the start position."),
  slow_frames: gettext("The picture is slow. Closing other apps can help."),
};

export const TOO_DARK = gettext("It is dark here. Switch on a light or turn towards the window.");

/** Which line of the camera check a hint belongs to. */
export const CHECK_OF: Record<Hint, "body" | "distance" | "person" | "view" | "position" | null> = {
  nobody: "body", whole_body: "body", too_far: "distance", too_close: "distance",
  second_person: "person", turn_side_on: "view", turn_to_camera: "view",
  hold_still: "position", get_into_position: "position", slow_frames: null,
};

export const LOST: Record<LostReason, { title: string; remedy: string; said: string }> = {
  nobody: { title: gettext("I can't see you"), remedy: gettext("Step back into the picture. Your count is safe."), said: gettext("I can't see you. Step back into the picture.") },
  out_of_frame: { title: gettext("I can't see all of you"), remedy: gettext("Step back until your head and feet are in the picture. Your count is safe."), said: gettext("I can't see all of you. Step back a little.") },
  low_visibility: { title: gettext("I can't see you well"), remedy: gettext("More light, or clothes that stand out from the wall, would help me. Your count is safe."), said: gettext("I can't see you well. A little more light would help.") },
  second_person: { title: gettext("Someone else is in the picture"), remedy: gettext("I wait until it is just you. Your count is safe."), said: gettext("Someone else is in the picture. I'll wait.") },
  no_frames: { title: gettext("The picture stopped"), remedy: gettext("I wait for the camera. Your count is safe."), said: gettext("The picture stopped. One moment.") },
};

export const TROUBLE: Record<Trouble, { title: string; remedy: string; again: boolean }> = {
  unsupported: { title: gettext("This browser can't count for you"), remedy: gettext("A newer Chrome, Edge, Firefox or Safari can. You can still do everything today by tapping."), again: false },
  unready: { title: gettext("I could not get ready"), remedy: gettext("Something did not load. Check the network and try again, or go on by tapping."), again: true },
  denied: { title: gettext("The camera is switched off for this page"), remedy: gettext("Tap the lock or camera sign beside the address, allow the camera, then try again. The picture never leaves this device."), again: true },
  none: { title: gettext("I can't find a camera"), remedy: gettext("Plug one in and try again, or go on by tapping."), again: true },
  busy: { title: gettext("Another app is using the camera"), remedy: gettext("Close video calls and other camera apps, then try again."), again: true },
  lost: { title: gettext("The camera went away"), remedy: gettext("Your repetitions so far are kept. Check the cable or unlock the phone, then try again."), again: true },
  failed: { title: gettext("The camera didn't start"), remedy: gettext("Try once more. If it stays dark, go on by tapping."), again: true },
};

export const SAID = {
  go: gettext("Go."),
  setDone: gettext("That's the set. Well done."),
  holdDone: gettext("And relax."),
  holdBroken: gettext("Take a breath, and go back when you are ready."),
  holdLonger: gettext("Stay a moment longer each time, if it feels fine."),
  smaller: gettext("A smaller one. That's fine, it is kept too."),
  restOver: gettext("Ready for the next set."),
} as const;

export function dose(sets: number, reps: number | null, hold_s: number | null): string {
  const held = hold_s === null ? "" : gettext("{seconds} s", { seconds: hold_s });
  const much = [reps === null ? "" : `${reps}`, held].filter(Boolean).join(" × ");
  return ngettext("{sets} set of {much}", "{sets} sets of {much}", sets, { sets, much });
}

/** "Monday 23 November", as every other page writes a day. */
export function dayWords(at: Date, language: string): string {
  const name = (part: Intl.DateTimeFormatOptions): string => at.toLocaleDateString(`${language}-u-nu-latn-ca-gregory`, part);
  return gettext("{weekday} {day} {month}", { weekday: name({ weekday: "long" }), day: at.getDate(), month: name({ month: "long" }) });
}

/** The same hours as on Today: morning from four until noon, afternoon until six. */
export function greeting(hour: number): string {
  return hour >= 4 && hour < 12 ? gettext("Good morning") : hour >= 12 && hour < 18 ? gettext("Good afternoon") : gettext("Good evening");
}

export const SIDE = { both: "", left: gettext("left side"), right: gettext("right side") } as const;

export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

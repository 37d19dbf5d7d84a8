// What the page says that is not written in its HTML. Warm, short, plain; never scolding.
import type { Trouble } from "./camera";
import type { Hint, LostReason } from "./motion_events";

export const HINTS: Record<Hint, string> = {
  nobody: "Step into the picture.",
  whole_body: "Step back until I can see all of you, head to feet.",
  too_far: "Come a little closer.",
  too_close: "Step back a little.",
  turn_side_on: "Turn side-on to the camera.",
  turn_to_camera: "Turn to face the camera.",
  second_person: "I see two people. Just you in the picture, please.",
  hold_still: "Now stay still for a moment.",
  get_into_position: "Get into the start position.",
  slow_frames: "The picture is slow. Closing other apps can help.",
};

export const TOO_DARK = "It is dark here. Switch on a light or turn towards the window.";

/** Which line of the camera check a hint belongs to. */
export const CHECK_OF: Record<Hint, "body" | "distance" | "person" | "view" | "position" | null> = {
  nobody: "body", whole_body: "body", too_far: "distance", too_close: "distance",
  second_person: "person", turn_side_on: "view", turn_to_camera: "view",
  hold_still: "position", get_into_position: "position", slow_frames: null,
};

export const LOST: Record<LostReason, { title: string; remedy: string; said: string }> = {
  nobody: { title: "I can't see you", remedy: "Step back into the picture. Your count is safe.", said: "I can't see you. Step back into the picture." },
  out_of_frame: { title: "I can't see all of you", remedy: "Step back until your head and feet are in the picture. Your count is safe.", said: "I can't see all of you. Step back a little." },
  low_visibility: { title: "I can't see you well", remedy: "More light, or clothes that stand out from the wall, would help me. Your count is safe.", said: "I can't see you well. A little more light would help." },
  second_person: { title: "Someone else is in the picture", remedy: "I wait until it is just you. Your count is safe.", said: "Someone else is in the picture. I'll wait." },
  no_frames: { title: "The picture stopped", remedy: "I wait for the camera. Your count is safe.", said: "The picture stopped. One moment." },
};

export const TROUBLE: Record<Trouble, { title: string; remedy: string; again: boolean }> = {
  unsupported: { title: "This browser can't count for you", remedy: "A newer Chrome, Edge, Firefox or Safari can. You can still do everything today by tapping.", again: false },
  unready: { title: "I could not get ready", remedy: "Something did not load. Check the network and try again, or go on by tapping.", again: true },
  denied: { title: "The camera is switched off for this page", remedy: "Tap the lock or camera sign beside the address, allow the camera, then try again. The picture never leaves this device.", again: true },
  none: { title: "I can't find a camera", remedy: "Plug one in and try again, or go on by tapping.", again: true },
  busy: { title: "Another app is using the camera", remedy: "Close video calls and other camera apps, then try again.", again: true },
  lost: { title: "The camera went away", remedy: "Your repetitions so far are kept. Check the cable or unlock the phone, then try again.", again: true },
  failed: { title: "The camera didn't start", remedy: "Try once more. If it stays dark, go on by tapping.", again: true },
};

export const SAID = {
  go: "Go.",
  setDone: "That's the set. Well done.",
  holdDone: "And relax.",
  holdBroken: "Take a breath, and go back when you are ready.",
  holdLonger: "Stay a moment longer each time, if it feels fine.",
  smaller: "A smaller one. That's fine, it is kept too.",
  restOver: "Ready for the next set.",
} as const;

export function dose(sets: number, reps: number | null, hold_s: number | null): string {
  const much = [reps === null ? "" : `${reps}`, hold_s === null ? "" : `${reps === null ? "" : " × "}${hold_s} s`].join("");
  return sets === 1 ? `1 set of ${much}` : `${sets} sets of ${much}`;
}

/** "Monday 23 November", as every other page writes a day. */
export function dayWords(at: Date, language: string): string {
  return `${at.toLocaleDateString(language, { weekday: "long" })} ${at.getDate()} ${at.toLocaleDateString(language, { month: "long" })}`;
}

/** The same hours as on Today: morning from four until noon, afternoon until six. */
export function greeting(hour: number): string {
  return hour >= 4 && hour < 12 ? "Good morning" : hour >= 12 && hour < 18 ? "Good afternoon" : "Good evening";
}

export const SIDE = { both: "", left: "left side", right: "right side" } as const;

export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

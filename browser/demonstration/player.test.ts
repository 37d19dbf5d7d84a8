import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Film, Moment } from "./film";
import { Player } from "./player";
import type { Stage } from "./stage";

const film = {
  start: 0, end: 8, frames: [],
  segments: [{ name: "out", seconds: 2, from: 0, to: 8 }, { name: "back", seconds: 2, from: 8, to: 0 }],
} as unknown as Film;

let still = false;
let frames: ((now: number) => void)[] = [];
let see: (seen: boolean) => void = () => {};

beforeEach(() => {
  [still, frames] = [false, []];
  Object.assign(globalThis, {
    matchMedia: () => ({ matches: still }),
    requestAnimationFrame: (act: (now: number) => void) => frames.push(act),
    devicePixelRatio: 1,
    ResizeObserver: class { observe(): void { /* sizes stay */ } disconnect(): void { /* nothing is kept */ } },
    IntersectionObserver: class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) { see = (isIntersecting) => tell([{ isIntersecting }]); }
      observe(): void { /* told by see() */ }
      disconnect(): void { see = () => {}; }
    },
  });
});

interface Button { dataset: { do: string }; onclick: (() => void) | null; said: Record<string, string>; word: { textContent: string } }

function playing() {
  const button = (name: string) => {
    const made = {
      dataset: { do: name }, onclick: null, said: {}, word: { textContent: "Pause" },
      querySelector: () => made.word, setAttribute: (what: string, value: string) => { made.said[what] = value; },
    } as Button & { querySelector: unknown; setAttribute: unknown };
    return made;
  };
  const buttons = ["play", "slow", "mirror", "step", "left", "right"].map(button);
  const canvas = { isConnected: true, clientWidth: 300, clientHeight: 200, addEventListener: () => {} };
  const stage = { place: { azimuth: 0, height: 9 }, drawn: [] as Moment[], mirrored: false, ended: 0,
    mirror(on: boolean) { this.mirrored = on; }, resize() { /* any size */ }, draw(moment: Moment) { this.drawn.push(moment); }, end() { this.ended += 1; } };
  const player = new Player({ querySelectorAll: () => buttons } as unknown as HTMLElement, canvas as unknown as HTMLCanvasElement, film, stage as unknown as Stage);
  const press = (name: string) => buttons.find((one) => one.dataset.do === name)?.onclick?.();
  const word = () => buttons[0]!.word.textContent;
  return { player, stage, canvas, press, word, pressed: (name: string) => buttons.find((one) => one.dataset.do === name)?.said["aria-pressed"] };
}

function run(from: number, to: number): void {
  for (let now = from; now <= to; now += 50) frames.splice(0).forEach((act) => act(now));
}

test("it moves only while it is seen", () => {
  const { stage } = playing();
  assert.equal(frames.length, 0);
  see(true);
  run(0, 500);
  const drawn = stage.drawn.length;
  assert.ok(drawn > 5);
  see(false);
  run(550, 2000);
  assert.equal(stage.drawn.length, drawn);
  assert.equal(frames.length, 0, "nothing waits for the next frame");
});

test("with reduced motion it starts paused, and one press plays it", () => {
  still = true;
  const { press, word } = playing();
  see(true);
  assert.equal(frames.length, 0);
  assert.equal(word(), "Play");
  press("play");
  assert.equal(frames.length, 1);
  assert.equal(word(), "Pause");
});

test("slow is half as fast", () => {
  const far = (slow: boolean): number => {
    const { stage, press } = playing();
    if (slow) press("slow");
    see(true);
    run(0, 1000);
    const last = stage.drawn.at(-1)!;
    return last.one + last.share;
  };
  assert.ok(far(true) < far(false) * 0.6);
});

test("turning walks round it, the mirror changes its sides, and both are said", () => {
  const { stage, press, pressed } = playing();
  press("right");
  press("right");
  press("left");
  assert.equal(stage.place.azimuth, 30);
  press("mirror");
  assert.equal(stage.mirrored, true);
  assert.equal(pressed("mirror"), "true");
  assert.equal(pressed("slow"), "false");
});

test("the next position stops it there", () => {
  const { stage, press, word } = playing();
  press("step");
  assert.equal(word(), "Play");
  assert.equal(stage.drawn.at(-1)?.other, 8);
});

test("it lets go of its drawing once, when it ends or its page is gone", () => {
  const { player, stage, canvas } = playing();
  see(true);
  canvas.isConnected = false;
  run(0, 100);
  player.end();
  assert.equal(stage.ended, 1);
  assert.equal(frames.length, 0);
});

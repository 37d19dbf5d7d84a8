import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { demonstration, fillDemonstration } from "./demonstration";

/** As much of an element as the module asks for. */
class Part {
  hidden = true;
  disabled = false;
  textContent = "";
  dataset: Record<string, string> = {};
  isConnected = true;
  replaced = 0;
  focused = 0;
  attributes: Record<string, string> = {};
  alt = "";
  src = "";
  private readonly hears: Record<string, () => void> = {};
  constructor(readonly parts: Record<string, Part> = {}) {}
  querySelector(asked: string): Part | null { return this.parts[asked.match(/data-part="(\w+)"/)?.[1] ?? asked] ?? null; }
  querySelectorAll(asked: string): Part[] { return asked === "img" ? [this.parts["one"]!, this.parts["two"]!] : [this.parts["canvas"]!]; }
  addEventListener(name: string, act: () => void): void { this.hears[name] = act; }
  getAttribute(name: string): string | null { return this.attributes[name] ?? null; }
  setAttribute(name: string, value: string): void { this.attributes[name] = value; }
  cloneNode(): Part { return new Part(); }
  replaceWith(): void { this.replaced += 1; }
  focus(): void { this.focused += 1; }
  click(): void { this.hears["click"]?.(); }
}

const VIEWER = `data:text/javascript,${encodeURIComponent(`export async function show(element) {
  globalThis.shown.push(element); return { end() { globalThis.ended.push(element); } };
}`)}`;
const BROKEN = `data:text/javascript,${encodeURIComponent('export async function show() { throw new Error("no"); }')}`;

type World = { shown: Part[]; ended: Part[]; near: (() => void)[]; drawer: string };
const world = globalThis as unknown as World & { window: unknown; document: unknown; IntersectionObserver: unknown };

function figure(viewer = VIEWER): Part {
  const play = new Part();
  const stage = new Part({ button: play });
  const element = new Part({ open: new Part(), status: new Part(), stage, canvas: new Part(), title: new Part(), one: new Part(), two: new Part() });
  element.dataset = { film: "/squat.json", figure: "/figure.glb", viewer };
  return element;
}

const bound = (element: Part): void => demonstration(element as unknown as HTMLElement);
const open = (element: Part): Part => element.parts["open"]!;
const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 40); });

beforeEach(() => {
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  Object.assign(world, { shown: [], ended: [], near: [], drawer: "Adreno (TM) 640" });
  world.IntersectionObserver = class {
    constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
    observe(): void { world.near.push(() => this.tell([{ isIntersecting: true }])); }
    disconnect(): void { /* nothing is kept */ }
  };
  world.window = { WebGL2RenderingContext: class {}, IntersectionObserver: world.IntersectionObserver };
  world.document = { createElement: () => ({ getContext: () => world.drawer ? { RENDERER: 1, getExtension: () => null, getParameter: () => world.drawer } : null }) };
});

test("nothing is loaded before the figure is scrolled near", async () => {
  const element = figure();
  bound(element);
  await settled();
  assert.equal(world.shown.length, 0);
  assert.equal(open(element).hidden, false);
  world.near[0]!();
  await settled();
  assert.deepEqual(world.shown, [element]);
  assert.equal(open(element).hidden, true);
  assert.equal(element.parts["stage"]!.hidden, false);
  assert.equal(element.parts["stage"]!.parts["button"]!.focused, 0, "nobody is moved who did not ask");
});

for (const drawer of ["", "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))", "llvmpipe (LLVM 15.0.6)"]) {
  test(`a device that draws slowly (${drawer || "not at all"}) waits to be asked, and then the hand is on the first button`, async () => {
    world.drawer = drawer;
    const element = figure();
    bound(element);
    world.near[0]!();
    await settled();
    assert.equal(world.shown.length, 0);
    open(element).click();
    await settled();
    assert.deepEqual(world.shown, [element]);
    assert.equal(element.parts["stage"]!.parts["button"]!.focused, 1);
  });
}

test("somebody who saves data is not sent a figure they did not ask for", async () => {
  Object.defineProperty(globalThis, "navigator", { value: { connection: { saveData: true } }, configurable: true });
  bound(figure());
  assert.equal(world.near.length, 0);
});

test("without WebGL, or without a film, only the pictures are there", () => {
  const unfilmed = figure();
  delete unfilmed.dataset["film"];
  bound(unfilmed);
  assert.equal(open(unfilmed).hidden, true);
  world.window = {};
  const element = figure();
  bound(element);
  assert.equal(open(element).hidden, true);
});

test("a figure that does not come leaves the pictures, says so to who asked, and may be asked again", async () => {
  world.drawer = "";
  const element = figure(BROKEN);
  bound(element);
  open(element).click();
  await settled();
  assert.match(element.parts["status"]!.textContent, /two pictures show the same/);
  assert.equal(element.parts["stage"]!.hidden, true);
  assert.equal(open(element).hidden, false);
  assert.equal(open(element).disabled, false);
});

test("the fifth figure takes the place of the first, which can be asked for again", async () => {
  const five = Array.from({ length: 5 }, () => figure());
  for (const element of five) {
    bound(element);
    world.near.at(-1)!();
    await settled();
  }
  const first = five[0]!;
  assert.ok(world.ended.includes(first));
  assert.equal(open(first).hidden, false);
  assert.equal("live" in first.dataset, false);
  assert.equal(first.parts["canvas"]!.replaced, 1, "a canvas that was given up never draws again");
  assert.equal("live" in five[4]!.dataset, true);
});

test("the mould is filled with the exercise's own words and addresses", () => {
  const element = figure();
  element.parts["canvas"]!.attributes["aria-label"] = "Moving picture: ";
  fillDemonstration(element as unknown as HTMLElement, {
    title: "Squat", pictures: { start: "/start.webp", end: "/end.webp" },
    shown: { start_alt: "Standing.", end_alt: "", film: "/f", figure: "/g", viewer: "/v" },
  });
  assert.equal(element.parts["one"]!.alt, "Standing.");
  assert.equal(element.parts["two"]!.alt, "Squat, end position");
  assert.equal(element.parts["two"]!.src, "/end.webp");
  assert.equal(element.parts["canvas"]!.attributes["aria-label"], "Moving picture: Squat");
  assert.equal(element.dataset["film"], "/f");
});

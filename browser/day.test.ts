// What a day asks for is told by the device's own day; tests/parity holds generated weeks against the server's rule.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { itemsNow, planOf as planAsBegun } from "./day";
import type { Plan, PlanItem } from "./plan";
import { beginRecord } from "./record";
import { planOf } from "./testing/plan";

const [MONDAY, SUNDAY] = ["2026-11-23", "2026-11-29"] as const;

function item(prescription: string, change: Partial<PlanItem> = {}): PlanItem {
  return { ...(planOf().items[0] as PlanItem), prescription, days: [0, 1, 2, 3, 4, 5, 6], ...change };
}

function on(day: string, hour: number, items: PlanItem[], known: Partial<Plan> = {}): string[] {
  return itemsNow({ items, ...known }, new Date(`${day}T${String(hour).padStart(2, "0")}:00:00`), false).map(({ prescription }) => prescription);
}

test("each weekday asks for its own, and a day without any for nothing", () => {
  const items = [item("mon", { days: [0] }), item("sun", { days: [6] })];
  assert.deepEqual([on(MONDAY, 9, items), on(SUNDAY, 9, items), on("2026-11-25", 9, items)], [["mon"], ["sun"], []]);
});

test("what was done on the day the page was kept is open again on another", () => {
  const items = [item("morning", { part_of_day: "morning" }), item("any")];
  const known = { day: MONDAY, done_today: ["morning"] };
  assert.deepEqual(on(MONDAY, 16, items, known), ["any"]);
  assert.deepEqual(on("2026-11-24", 16, items, known), ["morning", "any"]);
});

test("times of day of another weekday do not divide this one", () => {
  const items = [item("evening", { part_of_day: "evening", days: [6] }), item("any", { days: [0] })];
  assert.deepEqual(on(MONDAY, 9, items, { day: MONDAY, done_today: ["any"] }), ["any"]);
});

test("a page kept from before holds one day and says no weekday", () => {
  const { days: _, ...before } = item("p");
  assert.deepEqual(on(SUNDAY, 9, [before]), ["p"]);
});

test("what is meant for the evening waits until three, and what was done in the morning is left out then", () => {
  const items = [item("m", { part_of_day: "morning" }), item("any"), item("e", { part_of_day: "evening" })];
  const now = (hour: number, done_today: string[]): string[] => on(MONDAY, hour, items, { day: MONDAY, done_today });
  assert.deepEqual(now(9, []), ["m", "any"]);
  assert.deepEqual(now(15, []), ["m", "any", "e"]);
  assert.deepEqual(now(18, ["m", "any"]), ["e"]);
  assert.deepEqual(now(9, ["m", "any"]), ["m", "any", "e"]); // nothing else is left: whoever likes goes on
});

test("a plan without times of day stays whole, done or not", () => {
  assert.equal(on(MONDAY, 9, [item("a"), item("b")], { day: MONDAY, done_today: ["a"] }).length, 2);
});

test("a session that began with some of the exercises goes on with those", () => {
  const plan = { ...planOf(), items: [item("m", { part_of_day: "morning" }), item("e", { part_of_day: "evening" })] };
  const items = itemsNow(plan, new Date(`${MONDAY}T09:00:00`), false);
  const record = beginRecord({ ...plan, items }, { key: "k", now: "", time_zone: "UTC", offset_s: 0 });
  assert.deepEqual(planAsBegun(plan, record).items.map((one) => one.prescription), ["m"]);
});

test("just come from the server, its day counts, whatever this device thinks", () => {
  const items = [item("mon", { days: [0] }), item("tue", { days: [1], part_of_day: "morning" }), item("any", { days: [1] })];
  const plan = { items, day: "2026-11-24", done_today: ["tue"] };
  const late_on_monday = new Date(`${MONDAY}T23:30:00`);
  assert.deepEqual(itemsNow(plan, late_on_monday, true).map(({ prescription }) => prescription), ["any"]);
  assert.deepEqual(itemsNow(plan, late_on_monday, false).map(({ prescription }) => prescription), ["mon"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { follow, read, show } from "./reminder";

const data = (said: unknown): PushMessageData => ({ json: () => JSON.parse(JSON.stringify(said)) as unknown }) as PushMessageData;

const FULL = { title: "A short reminder", text: "A few minutes", open: "/break/", not_today: "/not-today/abc/" };

function world(): { worker: ServiceWorkerGlobalScope; shown: unknown[][]; opened: string[] } {
  const shown: unknown[][] = [];
  const opened: string[] = [];
  const worker = {
    registration: { showNotification: async (...said: unknown[]) => void shown.push(said) },
    clients: { openWindow: async (url: string) => void opened.push(url) },
  } as unknown as ServiceWorkerGlobalScope;
  return { worker, shown, opened };
}

test("a reminder is shown with its words and its one press", async () => {
  const { worker, shown } = world();
  await show(worker, data(FULL));
  const [title, options] = shown[0] as [string, { body: string; actions: { action: string }[] }];
  assert.equal(title, "A short reminder");
  assert.equal(options.body, "A few minutes");
  assert.deepEqual(options.actions.map(({ action }) => action), ["not-today"]);
});

test("the one press is in the words that came, and has words where none came", async () => {
  const { worker, shown } = world();
  await show(worker, data({ ...FULL, not_today_says: "Heute nicht" }));
  await show(worker, data(FULL));
  assert.deepEqual(shown.map(([, options]) => (options as { actions: { title: string }[] }).actions[0]?.title), ["Heute nicht", "Not today"]);
});

test("what cannot be read still shows something plain", async () => {
  const { worker, shown } = world();
  await show(worker, null);
  await show(worker, { json: () => { throw new SyntaxError("no"); } } as unknown as PushMessageData);
  await show(worker, data(7));
  assert.deepEqual(shown.map(([title]) => title), Array(3).fill("A short reminder"));
});

test("it never leads to another house", () => {
  for (const open of ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", 7]) {
    assert.equal(read(data({ ...FULL, open, not_today: open })).open, "/");
    assert.equal(read(data({ ...FULL, open, not_today: open })).not_today, "");
  }
  assert.equal(read(data(FULL)).open, "/break/");
});

test("pressing opens the page, and not today goes to its address and opens nothing", async () => {
  const { worker, opened } = world();
  const pressed: string[] = [];
  const press = async (to: string): Promise<void> => void pressed.push(to);
  const event = (action: string): NotificationEvent => ({ action, notification: { data: FULL, close: () => {} } }) as unknown as NotificationEvent;
  await follow(worker, event(""), press);
  await follow(worker, event("not-today"), press);
  assert.deepEqual(opened, ["/break/"]);
  assert.deepEqual(pressed, ["/not-today/abc/"]);
});

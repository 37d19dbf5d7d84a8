// The server's word counts where it comes soon; where it does not, the page goes by how old its answers about safety are.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { ALLOWED, type Answer, askTheDoor, questionsAreDue } from "./door";

interface Said { status?: number; allowed?: string; type?: string }

function ask({ status = 200, allowed = "all", type = "basic" }: Said, online = true): Promise<Answer> {
  const answer = { status, type, headers: new Headers({ [ALLOWED]: allowed }) } as Response;
  return askTheDoor("/exercise/", "all", { fetch: async () => answer, online });
}

test("open is the same page with the same in it", async () => assert.equal(await ask({}), "open"));

test("stopped in another tab: it leads elsewhere", async () => assert.equal(await ask({ status: 0, type: "opaqueredirect" }), "elsewhere"));

test("less is allowed than when the page was opened: it is opened anew", async () => assert.equal(await ask({ allowed: "safe_floor" }), "elsewhere"));

test("no longer theirs is elsewhere, an ailing server says nothing", async () => {
  assert.deepEqual([await ask({ status: 403 }), await ask({ status: 404 }), await ask({ status: 503 })], ["elsewhere", "elsewhere", "silent"]);
});

test("without a network nobody is asked", async () => assert.equal(await ask({ status: 403 }, false), "silent"));

test("a network that swallows everything keeps nobody waiting", async () => {
  const swallow = ((_: string, { signal }: RequestInit) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)))) as unknown as typeof fetch;
  const clock = setInterval(() => undefined, 10); // node would leave with nothing else to wait for
  assert.equal(await askTheDoor("/exercise/", "all", { fetch: swallow, online: true }, 30), "silent");
  clearInterval(clock);
});

test("the answers about safety hold until the next questions are due, and not a moment longer", () => {
  const until = "2026-11-30T10:00:00+00:00";
  assert.ok(!questionsAreDue(until, Date.parse(until) - 1));
  assert.ok(questionsAreDue(until, Date.parse(until)));
  assert.ok(questionsAreDue(until, Date.parse(until) + 40 * 86_400_000));
  assert.ok(questionsAreDue(null, 0));
  assert.ok(questionsAreDue(undefined, 0));
  assert.ok(questionsAreDue(until, null));
});

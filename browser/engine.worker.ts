// Stop 3, understand: hosts unbrace/motion, the same Python files the server tests and replays with.
import type { PyodideInterface } from "pyodide";
import type { PyProxy } from "pyodide/ffi";
import type { EngineAnswer, EngineOrder } from "./engine";
import HOST from "./engine_host.py";

const worker = self as unknown as DedicatedWorkerGlobalScope;

interface Host extends PyProxy {
  begin(set: string): void;
  begin_test(test: string): void;
  look(values: Float64Array): string;
  result(): string;
  finish(t_ms: number): string;
}

let host: Host | null = null;

worker.onmessage = async ({ data }: MessageEvent<EngineOrder>) => {
  try {
    if (data.ask === "prepare") {
      host = await prepare(data);
      say({ said: "ready" });
    } else if (host) obey(host, data);
  } catch (error) {
    console.error("engine:", error);
    say({ said: "failed", reason: String(error) });
  }
};

function say(answer: EngineAnswer): void {
  worker.postMessage(answer);
}

async function prepare(order: Extract<EngineOrder, { ask: "prepare" }>): Promise<Host> {
  const { loadPyodide } = (await import(`${order.python}pyodide.mjs?v=${order.version}`)) as
    { loadPyodide: (options: { indexURL: string }) => Promise<PyodideInterface> };
  const [python, archive] = await Promise.all([
    loadPyodide({ indexURL: order.python }),
    fetch(order.archive).then((answer) => answer.arrayBuffer()),
  ]);
  python.unpackArchive(archive, "zip", { extractDir: "/engine" });
  return python.runPython(HOST) as Host;
}

function obey(engine: Host, order: Exclude<EngineOrder, { ask: "prepare" }>): void {
  if (order.ask === "begin") engine.begin(JSON.stringify(order.set));
  else if (order.ask === "begin-test") engine.begin_test(JSON.stringify(order.test));
  else if (order.ask === "look") say(JSON.parse(engine.look(order.values)) as EngineAnswer);
  else say(JSON.parse(order.ask === "result" ? engine.result() : engine.finish(order.t_ms)) as EngineAnswer);
}

// Stop 3, the page's end of the wire to the movement engine. The engine itself is Python: unbrace/motion.
import type { FunctionTestResult, MotionEvent, SessionResult, Snapshot } from "./motion_events";
import { builtUrl, type Plan, type Side } from "./plan";

export interface SetOrder {
  exercise: string;
  content_version: string;
  movement: Record<string, unknown>;
  reps: number | null;
  hold_s: number | null;
  side: Side;
  /** The person allows that their movement is kept as points: the engine writes them down. */
  trace: boolean;
  /** Each step says what was measured last, for a curve. Not together with `trace`. */
  curve?: boolean;
}

/** One test of function: the protocol goes on unread. */
export interface TestOrder { test: string; content_version: string; protocol: Record<string, unknown>; curve?: boolean }

/** When it was seen, the reported angle and the counting signal, both as change from the own start; null: not judged. */
export type Measured = readonly [number, number | null, number] | null;

export type EngineOrder =
  | { ask: "prepare"; python: string; archive: string; version: string }
  | { ask: "begin"; set: SetOrder }
  | { ask: "begin-test"; test: TestOrder }
  | { ask: "look"; values: Float64Array }
  | { ask: "result" }
  | { ask: "finish"; t_ms: number };

export type EngineAnswer =
  | { said: "ready" }
  | { said: "failed"; reason: string }
  | { said: "step"; t_ms: number; events: MotionEvent[]; snapshot: Snapshot; measured?: Measured }
  | { said: "result"; events: MotionEvent[]; result: SessionResult | FunctionTestResult; trace: string | null };

type Answer = Pick<Extract<EngineAnswer, { said: "result" }>, "result" | "trace">;
export type Ending = Answer & { result: SessionResult };
export type Step = Extract<EngineAnswer, { said: "step" }>;

export interface Engine {
  readonly ready: Promise<void>;
  begin(set: SetOrder, onStep: (step: Step) => void): void;
  look(values: Float64Array): void;
  /** What is known so far, without ending the set: kept after every repetition in case the tab dies. */
  resultSoFar(): Promise<SessionResult>;
  /** The set is over: its result, and its trace where one was written. */
  finish(t_ms: number): Promise<Ending>;
  beginTest(test: TestOrder, onStep: (step: Step) => void): void;
  /** The test is over. */
  finishTest(t_ms: number): Promise<FunctionTestResult>;
  end(): void;
}

export function startEngine(urls: Plan["urls"]): Engine {
  const worker = new Worker(builtUrl(urls, "engine.worker.js"), { type: "module" });
  const tell = (order: EngineOrder): void => worker.postMessage(order);
  const waiting: ((answer: Answer) => void)[] = [];
  let onStep: (step: Step) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
      if (data.said === "step") onStep(data);
      else if (data.said === "result") waiting.shift()?.(data);
      else if (data.said === "ready") resolve();
      else reject(new Error(data.reason));
    };
  });
  ready.catch((error: unknown) => console.warn("the movement engine could not start", error));
  tell({
    ask: "prepare",
    python: new URL(`${urls.static}pyodide/`, location.href).href,
    archive: builtUrl(urls, "engine.zip"),
    version: urls.build_id,
  });
  const answer = (order: EngineOrder): Promise<Answer> =>
    new Promise((resolve) => { waiting.push(resolve); tell(order); });
  return {
    ready,
    begin(set, listener) { onStep = listener; tell({ ask: "begin", set }); },
    look(values) { tell({ ask: "look", values }); },
    // what was begun says which of the two results comes back
    resultSoFar: async () => (await answer({ ask: "result" })).result as SessionResult,
    finish: async (t_ms) => (await answer({ ask: "finish", t_ms })) as Ending,
    beginTest(test, listener) { onStep = listener; tell({ ask: "begin-test", test }); },
    finishTest: async (t_ms) => (await answer({ ask: "finish", t_ms })).result as FunctionTestResult,
    end: () => worker.terminate(),
  };
}

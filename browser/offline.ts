// Asks the service worker to keep this page and everything it needs, so that it opens again without a network.
import { modelToUse } from "./camera_model";
import { builtUrl, type Plan, type PlanItem } from "./plan";

/** What the workers load out of this page's sight. */
const ALWAYS = [
  "session.js", "exercise.css", "ui.js", "icon.svg", "pose.worker.js", "engine.worker.js", "engine.zip",
  "mediapipe/vision_wasm_module_internal.js", "mediapipe/vision_wasm_module_internal.wasm",
  "pose/pose_landmarker_lite.task",
  "pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip",
  "pyodide/pyodide-lock.json",
];

export async function keepForOffline(plan: { urls: Plan["urls"]; items: Pick<PlanItem, "pictures">[] }): Promise<void> {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter(({ origin, pathname, searchParams }) => origin === location.origin && (pathname.startsWith("/static/") || searchParams.has("v")))
    .map(({ href }) => href);
  const pictures = plan.items.flatMap((item) => Object.values(item.pictures)).filter(Boolean);
  const urls = [...new Set([...[...ALWAYS, `pose/pose_landmarker_${modelToUse()}.task`].map((name) => builtUrl(plan.urls, name)), ...loaded, ...pictures])];
  registration.active?.postMessage({ ask: "keep", urls });
}

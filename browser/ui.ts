// Small behaviours of server-rendered pages. Each is bound to elements by data-module; without scripts the page still works.
import { demonstration } from "./modules/demonstration";
import { keptSessions } from "./modules/kept_sessions";
import { outboxBadge } from "./modules/outbox_badge";
import { rememberOwner } from "./modules/owner";

const MODULES: Record<string, (element: HTMLElement) => void> = {
  demonstration,
  "kept-sessions": keptSessions,
  "outbox-badge": outboxBadge,
};

for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
  for (const name of (element.dataset["module"] ?? "").split(" ")) MODULES[name]?.(element);
}

const owner = document.querySelector<HTMLElement>("[data-owner]")?.dataset["owner"];
if (owner) void rememberOwner(owner);
if (owner && "serviceWorker" in navigator) void navigator.serviceWorker.register("/service_worker.js", { scope: "/" });

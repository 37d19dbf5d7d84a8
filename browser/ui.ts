// Small behaviours of server-rendered pages. Each is bound to elements by data-module; without scripts the page still works.
import { breathTaps } from "./modules/breath_taps";
import { demonstration } from "./modules/demonstration";
import { diary } from "./modules/diary";
import { keptSessions } from "./modules/kept_sessions";
import { forgetSession } from "./modules/forget_session";
import { lookAgain } from "./modules/look_again";
import { keepAnswer } from "./modules/keep_draft";
import { outboxBadge } from "./modules/outbox_badge";
import { rememberOwner } from "./modules/owner";
import { pacer } from "./modules/pacer";
import { printPage } from "./modules/print";
import { readAloud } from "./modules/read_aloud";
import { remindersHere } from "./modules/reminders_here";
import { writeMessage } from "./modules/write_message";

const MODULES: Record<string, (element: HTMLElement) => void> = {
  "breath-taps": breathTaps,
  demonstration,
  diary,
  "kept-sessions": keptSessions,
  "forget-session": forgetSession,
  "look-again": lookAgain,
  "keep-draft": keepAnswer,
  "outbox-badge": outboxBadge,
  pacer,
  print: printPage,
  "read-aloud": readAloud,
  "reminders-here": remindersHere,
  "write-message": writeMessage,
};

for (const element of document.querySelectorAll<HTMLElement>("[data-module]")) {
  for (const name of (element.dataset["module"] ?? "").split(" ")) MODULES[name]?.(element);
}

const owner = document.querySelector<HTMLElement>("[data-owner]")?.dataset["owner"];
if (owner) void rememberOwner(owner);
if (owner && "serviceWorker" in navigator) void navigator.serviceWorker.register("/service_worker.js", { scope: "/" });

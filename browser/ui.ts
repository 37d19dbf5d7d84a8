// Small behaviours of server-rendered pages. Each is bound to elements by data-module; without scripts the page still works.
import { bind } from "./bind";
import { breathTaps } from "./modules/breath_taps";
import { cameraChoice } from "./modules/camera_choice";
import { demonstration } from "./modules/demonstration";
import { diary } from "./modules/diary";
import { keptForm } from "./modules/kept_form";
import { keptPages } from "./modules/kept_pages";
import { keptSessions } from "./modules/kept_sessions";
import { forgetSessionHere } from "./modules/forget_session";
import { lookAgain } from "./modules/look_again";
import { outboxBadge } from "./modules/outbox_badge";
import { rememberOwner } from "./modules/owner";
import { withoutNetwork } from "./without_network";
import { keepForOfflineHere } from "./keep_page";
import { ownFilm } from "./modules/own_film";
import { pacer } from "./modules/pacer";
import { printPage } from "./modules/print";
import { readAloud } from "./modules/read_aloud";
import { replay } from "./modules/replay";
import { remindersHere } from "./modules/reminders_here";
import { renewKept } from "./modules/renew_kept";
import { writeMessage } from "./modules/write_message";

bind({
  "breath-taps": breathTaps,
  "camera-choice": cameraChoice,
  demonstration,
  diary,
  "kept-form": keptForm,
  "kept-pages": keptPages,
  "kept-sessions": keptSessions,
  "forget-session": () => forgetSessionHere(),
  "look-again": lookAgain,
  "outbox-badge": outboxBadge,
  "own-film": ownFilm,
  pacer,
  print: printPage,
  "read-aloud": readAloud,
  "reminders-here": remindersHere,
  replay,
  "renew-kept": renewKept,
  "write-message": writeMessage,
});

const owner = document.querySelector<HTMLElement>("[data-owner]")?.dataset["owner"];
if (owner) void rememberOwner(owner);
if (owner && "serviceWorker" in navigator) void navigator.serviceWorker.register("/service_worker.js", { scope: "/" });
withoutNetwork();
if (document.body.dataset["care"]) addEventListener("load", () => setTimeout(keepForOfflineHere, 1_000)); // what is on the screen comes first

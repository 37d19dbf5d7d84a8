// Behaviours that only a therapist's pages have, beside those of every page (ui.ts): no patient's telephone loads them.
import { bind } from "./bind";
import { builder } from "./modules/builder";
import { keepAnswer } from "./modules/keep_draft";
import { ledgerClock } from "./modules/ledger_clock";
import { workList } from "./modules/work_list";

bind({ builder, "keep-draft": keepAnswer, "ledger-clock": ledgerClock, "work-list": workList });

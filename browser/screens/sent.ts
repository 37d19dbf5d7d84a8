// The end: saved here, and whether the server has it yet.
import { gettext } from "../gettext";
import type { Contents, Outbox } from "../outbox";
import { deliver } from "../delivery";
import type { Plan } from "../plan";
import { show } from "../screen";

export function sent(plan: Plan, outbox: Outbox, key: string): void {
  const screen = show("sent");
  screen.slot<HTMLAnchorElement>("today").href = plan.urls.today;
  screen.slot<HTMLAnchorElement>("alarming").href = plan.safety.after;
  const tell = ({ waiting, refused }: Contents): void => {
    const mine = [...waiting, ...refused].find((parcel) => parcel.key === key);
    screen.root.dataset["state"] = mine?.state ?? "sent";
    screen.slot("again").hidden = !mine;
    screen.fill("status", mine ? sentence(mine.sentence) : gettext("Sent. Your therapist can see it."));
  };
  screen.onPress("again", deliver(outbox, tell));
}

function sentence(fromServer: string | null): string {
  return fromServer ?? (navigator.onLine
    ? gettext("The server did not answer yet. I keep trying; you can close this page.")
    : gettext("You are offline. It will be sent by itself when the network is back; you can close this page."));
}

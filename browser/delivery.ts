// When to try: now, when the network comes back, after a growing pause, and (where browsers can) after the tab is gone.
import { type Contents, type Outbox, SYNC_TAG } from "./outbox";

const LOOK_EVERY_MS = 5_000;

type Syncing = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Two tabs must not send the same parcel at once. The server would cope; the person's data volume need not. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? await navigator.locks.request(SYNC_TAG, work) : work();
}

export function deliver(outbox: Outbox, tell: (contents: Contents) => void): () => Promise<void> {
  const send = async (all: boolean): Promise<void> => tell(await alone(() => outbox.send(all)));
  const now = async (): Promise<void> => {
    await send(true);
    const { waiting } = await outbox.contents();
    if (waiting.length > 0) void askToSendLater();
  };
  addEventListener("online", () => void send(true));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) void send(false); });
  setInterval(() => void send(false), LOOK_EVERY_MS);
  void now();
  return now;
}

/** Where nothing is said about it: what waits from earlier is tried now, and when the network comes back. */
export function deliverQuietly(outbox: Outbox): void {
  const send = (): void => void alone(() => outbox.send(true)).catch(() => undefined);
  addEventListener("online", send);
  send();
}

async function askToSendLater(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as Syncing | undefined;
  await registration?.sync?.register(SYNC_TAG).catch(() => undefined);
}

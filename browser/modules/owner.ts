// Whose pages these are. When that changes on a shared device, the pages kept for the one before are thrown away.
import { openShelf, setOwner } from "../shelf";

export async function rememberOwner(owner: string): Promise<void> {
  const { changed } = await setOwner(await openShelf(), owner);
  if (!changed) return;
  (await navigator.serviceWorker?.getRegistration())?.active?.postMessage({ ask: "purge" });
}

// Lets this browser show reminders, after the person has pressed the button and the browser has asked.
// <div data-module="reminders-here" data-key="…" data-url="…"><button data-part="allow" hidden><p role="status" data-part="said">
import { gettext } from "../gettext";

export function remindersHere(element: HTMLElement): void {
  const button = element.querySelector<HTMLButtonElement>("[data-part=allow]");
  const said = element.querySelector<HTMLElement>("[data-part=said]");
  if (!button || !said) return;
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    said.textContent = gettext("This browser cannot show reminders. On an iPhone, add Unbrace to the home screen first.");
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    void allow(element.dataset["key"] ?? "", element.dataset["url"] ?? "")
      .catch(() => gettext("It did not work just now. Please try again in a moment."))
      .then((words) => {
        said.textContent = words;
        button.disabled = false;
      });
  });
}

async function allow(key: string, url: string): Promise<string> {
  if (await Notification.requestPermission() !== "granted") return gettext("The browser does not allow it. You can change that in its settings.");
  const worker = await navigator.serviceWorker.register("/service_worker.js", { scope: "/" }).then(() => navigator.serviceWorker.ready);
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
    body: JSON.stringify(subscription),
  });
  if (answer.ok) return gettext("Allowed. Tick “On this device” above and save.");
  const { error } = await answer.json() as { error?: string };
  return error ?? gettext("The server could not take it.");
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function cookie(name: string): string {
  return document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

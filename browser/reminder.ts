// A reminder on the locked screen: the words as they came, one press to open, one press for "not today".
interface Reminder { title: string; text: string; open: string; not_today: string; not_today_says: string }

const PLAIN: Reminder = { title: "A short reminder", text: "", open: "/", not_today: "", not_today_says: "Not today" };
const NOT_TODAY = "not-today";

/** What came may be unreadable; a push that shows nothing would make the browser show words of its own. */
export function read(data: PushMessageData | null): Reminder {
  try {
    const said = data?.json() as Partial<Reminder> | undefined;
    return { title: words(said?.title, PLAIN.title), text: words(said?.text, ""), open: ours(said?.open, "/"), not_today: ours(said?.not_today, ""),
      not_today_says: words(said?.not_today_says, PLAIN.not_today_says) };
  } catch {
    return PLAIN;
  }
}

const words = (value: unknown, otherwise: string): string => typeof value === "string" && value ? value.slice(0, 200) : otherwise;

/** A path of this house and nothing else: "//elsewhere" is another house. */
const ours = (value: unknown, otherwise: string): string => typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : otherwise;

export async function show(worker: ServiceWorkerGlobalScope, data: PushMessageData | null): Promise<void> {
  const reminder = read(data);
  const actions = reminder.not_today ? [{ action: NOT_TODAY, title: reminder.not_today_says }] : [];
  const options = { body: reminder.text, tag: "reminder", icon: "/static/built/icon.svg", data: reminder, actions };
  await worker.registration.showNotification(reminder.title, options);
}

/** `press` keeps the press on the device until the server has it (`not_today.ts`). */
export async function follow(worker: ServiceWorkerGlobalScope, event: NotificationEvent, press: (to: string) => Promise<void>): Promise<void> {
  const reminder = event.notification.data as Reminder;
  event.notification.close();
  if (event.action === NOT_TODAY && reminder.not_today) await press(reminder.not_today);
  else await worker.clients.openWindow(reminder.open);
}

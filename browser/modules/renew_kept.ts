// After something was changed that every page shows, such as the size of the text: the copies kept for times without a network
// are made anew, or they would open as they were before.
// <div data-module="renew-kept"></div>
export function renewKept(): void {
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ ask: "renew" }));
}

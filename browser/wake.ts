// A screen that goes dark in the middle of a set would take the camera with it.

export function keepAwake(): () => Promise<void> {
  const lock = "wakeLock" in navigator ? navigator.wakeLock.request("screen").catch(() => null) : Promise.resolve(null);
  return async () => { await (await lock)?.release(); };
}

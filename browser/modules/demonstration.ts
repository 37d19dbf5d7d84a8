// Offers the moving figure beside the two pictures; loads it only when somebody asks, and gives up without harm.
// <div data-module="demonstration" data-film="…" data-figure="…" data-viewer="…">
export function demonstration(element: HTMLElement): void {
  const open = part(element, "open") as HTMLButtonElement | null;
  if (!open || !("WebGLRenderingContext" in window)) return;
  open.hidden = false;
  open.addEventListener("click", () => void begin(element, open));
}

async function begin(element: HTMLElement, open: HTMLButtonElement): Promise<void> {
  const [status, stage] = [part(element, "status"), part(element, "stage")];
  if (!status || !stage) return;
  open.disabled = true;
  status.textContent = "The figure is on its way …";
  stage.hidden = false;
  try {
    const viewer = await import(element.dataset["viewer"] ?? "") as { show(element: HTMLElement): Promise<unknown> };
    await viewer.show(element);
    open.hidden = true;
    status.textContent = "";
    stage.querySelector("canvas")?.focus();
  } catch {
    stage.hidden = true;
    open.disabled = false;
    status.textContent = "The moving figure could not be shown on this device just now. The two pictures show the same movement.";
  }
}

function part(element: HTMLElement, name: string): HTMLElement | null {
  return element.querySelector<HTMLElement>(`[data-part="${name}"]`);
}

// The big ring: how much is done, readable from three metres away.
import type { Screen } from "./screen";

/** SVG circles carry pathLength 100, so a share is a dash. Attributes, not styles: the page allows no inline style. */
export function setRing(screen: Screen, circle: "done" | "depth", share: number): void {
  const dash = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const element = screen.slot(circle);
  element.setAttribute("stroke-dasharray", `${dash} 200`);
  element.classList.toggle("ring-empty", dash === 0);
}

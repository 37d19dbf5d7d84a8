// A button that prints the page; without scripts the browser's own menu does.
// <button data-module="print" hidden>
export function printPage(element: HTMLElement): void {
  element.hidden = false;
  element.addEventListener("click", () => print());
}

// Light, dark, or as the device says. Kept in a cookie, so that the server paints the right page at once.
// <select data-module="theme-choice"> or a fieldset of radios, values "", "light", "dark".

const A_YEAR_S = 31_536_000;

export function themeChoice(element: HTMLElement): void {
  const now = document.documentElement.dataset["theme"] ?? "";
  for (const radio of element.querySelectorAll<HTMLInputElement>("input[type=radio]")) radio.checked = radio.value === now;
  if (element instanceof HTMLSelectElement) element.value = now;
  element.addEventListener("change", (event) => choose((event.target as HTMLInputElement | HTMLSelectElement).value));
}

function choose(theme: string): void {
  const root = document.documentElement;
  if (theme) root.dataset["theme"] = theme;
  else delete root.dataset["theme"];
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? A_YEAR_S : 0}; samesite=lax`;
}

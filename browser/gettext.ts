// What scripts say, in the page's language. The server puts a table from the English words to the others into the page
// (portal/browser_words.py); without it, in a worker or in English, the words are said as they stand in the code.
// Numbers and names stand outside the sentences: gettext("{left} seconds left", { left: 20 }).

interface Table { words: Record<string, string | string[]>; forms: string }
type Values = Record<string, string | number>;

function tableOf(text: string | null | undefined): Table {
  return text ? (JSON.parse(text) as Table) : { words: {}, forms: "" };
}

let table = tableOf(typeof document === "undefined" ? null : document.getElementById("browser-words")?.textContent);

/** Tests speak another language with this; pages bring their table along. */
export function useTable(text: string | null): void {
  table = tableOf(text);
}

export function gettext(words: string, values: Values = {}): string {
  const said = table.words[words];
  return filled(typeof said === "string" ? said : words, values);
}

/** The form that the number takes in this language: English has two, Arabic six. */
export function ngettext(one: string, several: string, count: number, values: Values = {}): string {
  const forms = table.words[one];
  const form = Math.abs(Math.round(count));
  const said = Array.isArray(forms) ? forms[Number(table.forms[form < 100 ? form : 100 + (form % 100)] ?? 0)] : "";
  return filled(said || (count === 1 ? one : several), { count, ...values });
}

function filled(words: string, values: Values): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

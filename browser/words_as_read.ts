// A text as its words are looked up: one spelling for what people write in several. The same letters as on the server
// (rehab/words_as_read.py), where the reasons stand; tests/parity/test_words_of_concern.py holds both to each other.

const APOSTROPHES = /['’‘ʼ`´ʹ＇]/gu;
const ALIKE: Readonly<Record<string, string>> = { "ß": "ss", "ة": "ه", "ى": "ي", "ی": "ي", "ٱ": "ا", "ک": "ك", "ء": "", "ـ": "" };
const FIGURES = /[٠-٩۰-۹]/gu;
const PREFIXES = [
  "و", "ف", "ب", "ل", "ال", "لل", "عال", "هال", "بهال",
  "وب", "ول", "وال", "فال", "بال", "وبال", "ولل", "وعال",
];
const SHORTEST = 2;

/** The words of a text, small, without apostrophes, accents and marks that nobody sees. */
export function wordsOf(text: string): string[] {
  const plain = text.replace(APOSTROPHES, "").normalize("NFKD").toLowerCase();
  const shown = plain.replace(/[\p{Z}\t-\r\x1c-\x1f\x85]/gu, " ").replace(/[\p{C}\p{M}]/gu, "");
  return shown.replace(/[^\p{L}\p{N}]/gu, " ").replace(/[ßةىیٱکءـ]/gu, (sign) => ALIKE[sign] ?? sign)
    .replace(FIGURES, (sign) => String((sign.codePointAt(0) ?? 0) & 15)).split(" ").filter(Boolean);
}

/** The word, and what is left of it behind each Arabic prefix that it may begin with. */
export function formsOf(word: string): string[] {
  const fitting = PREFIXES.filter((prefix) => word.startsWith(prefix) && [...word].length >= prefix.length + SHORTEST);
  return [word, ...fitting.map((prefix) => word.slice(prefix.length))];
}

// One's own clip: it stops at each remark, with what was drawn over the picture and the words read out.
import { gettext } from "./gettext";
import { clockWords } from "./clips/shapes";
import { Stage } from "./clips/stage";

const element = document.querySelector<HTMLElement>("[data-clip]");
if (element) watch(new Stage(element));

function watch(stage: Stage): void {
  const stops = stage.element.querySelector<HTMLInputElement>('[data-part="stops"]');
  stage.reached = ({ key, at }) => {
    mark(key);
    stage.say(`${gettext("At {clock}", { clock: clockWords(at) })}: ${wordsOf(key)}`);
    return stops?.checked === true;
  };
  stage.lead(document.querySelectorAll<HTMLButtonElement>("button[data-moment]"), (key) => {
    mark(key);
    stage.say(wordsOf(key));
  });
}

function mark(key: string): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-remark]")) one.toggleAttribute("data-now", one.dataset["remark"] === key);
}

/** What stands in the list: the words, and what was drawn. */
function wordsOf(key: string): string {
  const one = `[data-remark="${CSS.escape(key)}"] >`;
  return [...document.querySelectorAll(`${one} blockquote, ${one} .clip-drawn`)].map((one) => one.textContent?.trim() ?? "").filter(Boolean).join(" ");
}

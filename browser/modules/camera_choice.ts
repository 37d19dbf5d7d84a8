// Which model finds the body, as the person chooses it for this device; it says what the last session measured.
// <fieldset data-module="camera-choice" hidden> <input type="radio" name="model" value="auto|lite|full"> … <p data-part="said">
import { gettext } from "../gettext";
import { chooseModel, chosenModel, type Choice, lastLook, modelToUse } from "../camera_model";

const NAMES = { lite: gettext("Your next session uses the quick one."), full: gettext("Your next session uses the thorough one.") } as const;

export function cameraChoice(element: HTMLElement): void {
  element.hidden = false;
  const choices = [...element.querySelectorAll<HTMLInputElement>('input[name="model"]')];
  for (const input of choices) {
    input.checked = input.value === chosenModel();
    input.addEventListener("change", () => {
      chooseModel(input.value as Choice);
      tell(element, `${gettext("Saved for this device.")} `);
    });
  }
  tell(element);
}

function tell(element: HTMLElement, before = ""): void {
  const took = lastLook();
  const measured = took ? gettext("In your last session here, one look took {ms} milliseconds.", { ms: took.ms }) : gettext("Nothing was measured on this device yet.");
  const place = element.querySelector<HTMLElement>('[data-part="said"]');
  if (place) place.textContent = `${before}${measured} ${NAMES[modelToUse()]}`;
}

// The camera did not work: why, what helps, and the way on without it.
import type { Trouble } from "../camera";
import { announce, show } from "../screen";
import { TROUBLE } from "../words";

export async function cameraTrouble(why: Trouble): Promise<"again" | "tap" | "skip"> {
  const screen = show("camera-trouble");
  const { title, remedy, again } = TROUBLE[why];
  screen.fill("title", title);
  screen.fill("remedy", remedy);
  screen.slot("again").hidden = !again;
  announce(`${title}. ${remedy}`, true);
  return (await screen.pressed("again", "tap", "skip")) as "again" | "tap" | "skip";
}

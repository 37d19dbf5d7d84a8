// The demonstration of one exercise: a neutral figure, drawn on this device from the exercise's own key frames.
// Loaded only when somebody asks for it (modules/demonstration.ts); until then, and without WebGL, a picture shows.
import { Player } from "./demonstration/player";
import { type Film, stillAt } from "./demonstration/film";
import { loadFigure } from "./demonstration/figure";
import { PLACES, Stage } from "./demonstration/stage";

async function film(address: string): Promise<Film> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`film: ${answer.status}`);
  return await answer.json() as Film;
}

/** Puts the moving figure into the component and brings its buttons to life. */
export async function show(element: HTMLElement): Promise<Player> {
  const canvas = element.querySelector("canvas");
  const { film: filmAddress, figure: figureAddress } = element.dataset;
  if (!canvas || !filmAddress || !figureAddress) throw new Error("demonstration: incomplete");
  const [scenes, figure] = await Promise.all([film(filmAddress), loadFigure(figureAddress)]);
  return new Player(element, canvas, scenes, new Stage(canvas, scenes, figure));
}

/** One still picture of the first or the far position, for lists and print (setup/build_stills.py). */
export async function still(canvas: HTMLCanvasElement, addresses: { film: string; figure: string }, at: "start" | "end", from?: string): Promise<void> {
  const [scenes, figure] = await Promise.all([film(addresses.film), loadFigure(addresses.figure)]);
  const stage = new Stage(canvas, scenes, figure);
  Object.assign(stage.place, from ? PLACES[from] : {});
  stage.resize(canvas.width, canvas.height, 1);
  stage.draw(stillAt(scenes, scenes[at]));
  stage.end(true); // whoever asked reads the canvas
}

// The stage: light, floor, camera. Draws one moment of a film, from where the visitor stands.
import {
  DirectionalLight, Group, HemisphereLight, Mesh, PCFShadowMap, PerspectiveCamera, PlaneGeometry, Scene, ShadowMaterial,
  SRGBColorSpace, Vector3, WebGLRenderer,
} from "three";
import { bend, type Figure } from "./figure";
import type { Film, Moment } from "./film";
import { makePieces } from "./pieces";

export interface Place { azimuth: number; height: number }

/** Where the visitor stands, in degrees: 0 is in front of the person, minus to the person's right. */
export const PLACES: Record<string, Place> = {
  side: { azimuth: -72, height: 9 },
  other_side: { azimuth: 72, height: 9 },
  side_behind: { azimuth: -106, height: 9 },
  front: { azimuth: -8, height: 9 },
  behind: { azimuth: 172, height: 9 },
  other_oblique: { azimuth: 40, height: 14 },
  oblique: { azimuth: -40, height: 14 },
  front_high: { azimuth: -10, height: 34 },
  side_high: { azimuth: -72, height: 30 },
};

const OPENING = 24;
const AIR = 1.06;

export class Stage {
  readonly place: Place;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(OPENING, 4 / 3, 0.1, 60);
  private readonly body = new Group();
  private readonly pieces;

  constructor(canvas: HTMLCanvasElement, private readonly film: Film, private readonly figure: Figure) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: true });
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.place = { ...(PLACES[film.seen_from] ?? PLACES["side"] as Place) };
    this.body.add(figure.root, figure.mesh);
    this.pieces = makePieces(film, figure, this.body);
    this.scene.add(this.body, floor(), new HemisphereLight(0xffffff, 0xb9a68c, 1.9), ...sun(film));
  }

  /** Left and right changed over. */
  mirror(on: boolean): void {
    this.body.scale.x = on ? -1 : 1;
  }

  resize(width: number, height: number, ratio: number): void {
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
  }

  draw(moment: Moment): void {
    bend(this.figure, this.film, moment);
    this.scene.updateMatrixWorld(true);
    this.pieces.follow();
    this.aim();
    this.renderer.render(this.scene, this.camera);
  }

  /** Lets go of what was drawn with; `keepPicture` leaves the last picture on its canvas. */
  end(keepPicture = false): void {
    this.renderer.dispose();
    if (!keepPicture) this.renderer.forceContextLoss();
  }

  /** Far enough away that the whole movement fits, wherever the visitor stands. */
  private aim(): void {
    const [low, high] = this.film.bounds;
    const middle = new Vector3((low[0] + high[0]) / 2 * this.body.scale.x, (Math.max(0, low[1]) + high[1]) / 2, (low[2] + high[2]) / 2);
    const [azimuth, height] = [this.place.azimuth * Math.PI / 180, this.place.height * Math.PI / 180];
    const from = new Vector3(Math.sin(azimuth) * Math.cos(height), Math.sin(height), Math.cos(azimuth) * Math.cos(height));
    const right = new Vector3(0, 1, 0).cross(from).normalize();
    const up = from.clone().cross(right);
    const slope = Math.tan(OPENING / 2 * Math.PI / 180);
    let far = 1;
    for (let corner = 0; corner < 8; corner++) {
      const point = new Vector3(
        (corner & 1 ? high[0] : low[0]) * this.body.scale.x, corner & 2 ? high[1] : Math.max(0, low[1]), corner & 4 ? high[2] : low[2],
      ).sub(middle);
      far = Math.max(far,
        Math.abs(point.dot(right)) * AIR / (slope * this.camera.aspect) + point.dot(from),
        Math.abs(point.dot(up)) * AIR / slope + point.dot(from));
    }
    this.camera.position.copy(middle).addScaledVector(from, far);
    this.camera.lookAt(middle);
    this.camera.updateProjectionMatrix();
  }
}

function floor(): Mesh {
  const mesh = new Mesh(new PlaneGeometry(12, 12), new ShadowMaterial({ opacity: 0.22 }));
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.y = -0.003;
  mesh.receiveShadow = true;
  return mesh;
}

function sun(film: Film): (DirectionalLight | DirectionalLight["target"])[] {
  const [low, high] = film.bounds;
  const light = new DirectionalLight(0xfff4e2, 2.1);
  light.position.set(-1.6, 5, 2.4);
  light.target.position.set((low[0] + high[0]) / 2, 0.4, (low[2] + high[2]) / 2);
  light.position.add(light.target.position);
  light.castShadow = true;
  light.shadow.mapSize.set(2048, 2048);
  light.shadow.bias = -0.0006;
  light.shadow.normalBias = 0.01;
  light.shadow.radius = 5;
  Object.assign(light.shadow.camera, { left: -2, right: 2, top: 2, bottom: -2, near: 0.5, far: 12 });
  return [light, light.target];
}

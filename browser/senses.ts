// The two workers that watch: one finds the body, one understands the movement. Both take seconds to start.
import type { Engine } from "./engine";
import type { Pose } from "./pose";

export class Senses {
  pose: Pose;
  engine: Engine;

  constructor(
    private readonly startPose: () => Pose,
    private readonly startEngine: () => Engine,
    readonly language: string,
    /** The person allows that the engine writes their movement down. */
    readonly traces: boolean,
  ) {
    this.pose = startPose();
    this.engine = startEngine();
  }

  async ready(): Promise<void> {
    await Promise.all([this.pose.ready, this.engine.ready]);
  }

  /** After a start that failed, perhaps for want of a network: the next try begins from nothing. */
  startAgain(): void {
    this.pose.end();
    this.engine.end();
    this.pose = this.startPose();
    this.engine = this.startEngine();
  }
}

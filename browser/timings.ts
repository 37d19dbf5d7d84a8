// Measures camera frame -> feedback painted, for the benchmark: performance measures named `frame-to-feedback`.

/** The browser keeps every measure for ever; a session has tens of thousands of frames. */
const KEEP = 2000;
let measured = 0;

export function feedbackPainted(frameAt: number): void {
  requestAnimationFrame(() => {
    // The frame callback runs before the paint; the message after it is the first moment the paint is out.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.measure("frame-to-feedback", { start: frameAt, end: performance.now() });
      if (++measured % KEEP === 0) performance.clearMeasures("frame-to-feedback");
      port1.close();
    };
    port2.postMessage(null);
  });
}

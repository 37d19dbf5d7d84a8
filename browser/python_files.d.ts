// The few lines of Python that sit between the worker and the engine are bundled as text.
declare module "*.py" {
  const text: string;
  export default text;
}

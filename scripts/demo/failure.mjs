/** Something the person who runs the demo can do something about: printed as it is, without a stack. */
export class DemoError extends Error {}

export function fail(error) {
  console.error(error instanceof DemoError ? error.message : error);
  process.exitCode = 1;
}

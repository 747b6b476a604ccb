const LOOK_MS = 500;

/**
 * npm passes SIGTERM to the shell that it runs a script in, and many a shell dies of it without telling the script.
 * Below npm, losing the parent means that someone stopped the demo.
 */
export function watchForOrphanhood(env, onOrphaned) {
  if (!env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && onOrphaned(), LOOK_MS).unref();
}

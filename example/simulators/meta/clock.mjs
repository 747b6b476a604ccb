/** Real time plus what was scripted. `at` freezes it; `advance` moves it, frozen or not. */
export function createClock() {
  let offset = 0;
  let frozenAt = null;
  return {
    now: () => frozenAt ?? Date.now() + offset,
    advance(ms) {
      if (frozenAt === null) offset += ms;
      else frozenAt += ms;
    },
    set(at) {
      frozenAt = at;
    },
    reset() {
      offset = 0;
      frozenAt = null;
    },
  };
}

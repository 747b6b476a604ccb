import { createPng } from './png.mjs';

/** A worn brake disc, as seen on a workbench. */
export function brakeDisc() {
  return createPng(320, 240, (x, y) => {
    const distance = Math.hypot(x - 160, y - 120);
    if (distance > 108) return [96, 82, 66];
    if (distance < 30) return [52, 54, 58];
    if (distance < 44) return [120, 122, 126];
    const groove = Math.round(Math.sin(distance * 1.1) * 16);
    return [158 + groove, 152 + groove, 148 + groove];
  });
}

/** The letterhead of a coach company. */
export function logo() {
  return createPng(120, 40, (x, y) =>
    y > 26 ? [233, 180, 28] : x < 14 || (x + y) % 22 < 11 ? [16, 66, 120] : [24, 86, 150]
  );
}

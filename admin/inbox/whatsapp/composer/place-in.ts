export interface Coordinates {
  latitude: number;
  longitude: number;
}

const NUMBER = String.raw`[-+]?\d{1,3}(?:\.\d{1,20})?`;
const PAIR = new RegExp(String.raw`^\s*\(?(${NUMBER})\s*[,;\s]\s*(${NUMBER})\)?\s*$`);
/** In the order in which they are believed: where the pin is, before what the map happens to show. */
const IN_ADDRESS = [
  new RegExp(`!3d(${NUMBER})!4d(${NUMBER})`),
  new RegExp(
    `[?&](?:q|query|ll|daddr|destination|coordinate|center)=(?:loc:)?(${NUMBER})(?:,|%2C)\\s*(${NUMBER})`,
    'i'
  ),
  new RegExp(`^geo:(${NUMBER}),(${NUMBER})`, 'i'),
  new RegExp(`@(${NUMBER}),(${NUMBER})`),
  new RegExp(`#map=[\\d.]+/(${NUMBER})/(${NUMBER})`),
];
const MARKER = [new RegExp(`[?&]mlat=(${NUMBER})`), new RegExp(`[?&]mlon=(${NUMBER})`)] as const;

/** Coordinates as people have them: two numbers, or the link of a map. Short links say nothing by themselves: null. */
export function placeIn(typed: string): Coordinates | null {
  const text = typed.trim();
  const pair = PAIR.exec(text);
  if (pair) return inRange(pair[1], pair[2]);
  const latitude = MARKER[0].exec(text)?.[1];
  const longitude = MARKER[1].exec(text)?.[1];
  if (latitude && longitude) return inRange(latitude, longitude);
  for (const pattern of IN_ADDRESS) {
    const match = pattern.exec(text);
    const place = match && inRange(match[1], match[2]);
    if (place) return place;
  }
  return null;
}

function inRange(first = '', second = ''): Coordinates | null {
  const latitude = Number(first);
  const longitude = Number(second);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

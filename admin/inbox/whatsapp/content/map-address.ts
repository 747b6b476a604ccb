/** A page of its own, opened by the reader: nothing of a map is loaded into the inbox. */
export function mapAddress({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const at = `${latitude}/${longitude}`;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${at}`;
}

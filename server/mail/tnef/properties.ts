import { TnefDamaged, type ByteSource } from './byte-source';

/** One MAPI property ([MS-OXTNEF] 2.1.3.4): where its first value lies, not the value, which may be a whole file. */
export interface Property {
  id: number;
  type: number;
  offset: number;
  length: number;
}

const MULTI_VALUED = 0x1000;
/** In bytes, as they lie in the stream: everything is padded to four. */
const FIXED: Record<number, number> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};
const VARIABLE = new Set([0x000d, 0x001e, 0x001f, 0x0102]);
const FIRST_NAMED = 0x8000;
const NAME_IS_STRING = 1;
/** Outlook writes about a hundred. */
const MAX_PROPERTIES = 10_000;
const MAX_VALUES = 100_000;

/** The properties up to the first that cannot be read; `complete` says whether there was none. */
export function readProperties(source: ByteSource): { properties: Property[]; complete: boolean } {
  const properties: Property[] = [];
  try {
    const count = source.read(0, 4).readUInt32LE();
    if (count > MAX_PROPERTIES) return { properties, complete: false };
    let offset = 4;
    for (let index = 0; index < count; index += 1) {
      const { property, end } = readProperty(source, offset);
      if (property) properties.push(property);
      offset = end;
    }
    return { properties, complete: true };
  } catch (error) {
    if (error instanceof TnefDamaged) return { properties, complete: false };
    throw error;
  }
}

function readProperty(source: ByteSource, start: number): { property: Property | null; end: number } {
  const head = source.read(start, 4);
  const rawType = head.readUInt16LE(0);
  const id = head.readUInt16LE(2);
  const type = rawType & ~MULTI_VALUED;
  let offset = start + 4;
  if (id >= FIRST_NAMED) offset = skipName(source, offset);
  const fixed = FIXED[type];
  if (fixed !== undefined) {
    const several = (rawType & MULTI_VALUED) !== 0;
    const count = several ? source.read(offset, 4).readUInt32LE() : 1;
    if (several) offset += 4;
    if (offset + count * fixed > source.length) throw new TnefDamaged('values beyond the end');
    return { property: count > 0 ? { id, type, offset, length: fixed } : null, end: offset + count * fixed };
  }
  if (!VARIABLE.has(type)) throw new TnefDamaged(`property type ${rawType}`);
  // Values of variable length are counted even where there is one.
  const count = source.read(offset, 4).readUInt32LE();
  if (count > MAX_VALUES) throw new TnefDamaged(`${count} values`);
  offset += 4;
  let first: Property | null = null;
  for (let index = 0; index < count; index += 1) {
    const length = source.read(offset, 4).readUInt32LE();
    offset += 4;
    if (offset + length > source.length) throw new TnefDamaged('a value beyond the end');
    first ??= { id, type, offset, length };
    offset += padded(length);
  }
  return { property: first, end: offset };
}

/** Named properties carry their name in front of the value. None of them is needed here. */
function skipName(source: ByteSource, start: number): number {
  const kind = source.read(start + 16, 4).readUInt32LE();
  if (kind !== NAME_IS_STRING) return start + 24;
  return start + 24 + padded(source.read(start + 20, 4).readUInt32LE());
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

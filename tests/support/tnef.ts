/** Writes TNEF as Outlook does ([MS-OXTNEF]), by hand: what reads it must not have made it. */
export interface TnefSource {
  messageClass?: string;
  codePage?: number;
  /** In the code page, as bytes. */
  text?: Buffer;
  html?: Buffer;
  rtf?: Buffer;
  subject?: string;
  files?: TnefFileSource[];
}

export interface TnefFileSource {
  /** Eight and three characters, in the code page. */
  title?: string;
  longName?: string;
  type?: string;
  contentId?: string;
  content: Buffer | { message: TnefSource };
  /** Exchange puts the bytes into a property, Outlook into an attribute. */
  asProperty?: boolean;
}

export function tnefSource(message: TnefSource): Buffer {
  const properties = [
    ...(message.subject === undefined ? [] : [unicode(0x0037, message.subject)]),
    // A named property stands in the way of the others.
    named('Keywords', 'urgente'),
    ...(message.html ? [binary(0x1013, message.html)] : []),
    ...(message.rtf ? [binary(0x1009, message.rtf)] : []),
  ];
  return Buffer.concat([
    u32(0x223e9f78),
    u16(1),
    attribute(1, 0x00089006, u32(0x00010000)),
    attribute(1, 0x00069007, Buffer.concat([u32(message.codePage ?? 1252), u32(0)])),
    attribute(1, 0x00078008, Buffer.from(`${message.messageClass ?? 'IPM.Note'}\0`, 'latin1')),
    ...(message.text ? [attribute(1, 0x0002800c, Buffer.concat([message.text, Buffer.alloc(1)]))] : []),
    attribute(1, 0x00069003, list(properties)),
    ...(message.files ?? []).flatMap(file),
  ]);
}

function file({ title, longName, type, contentId, content, asProperty }: TnefFileSource): Buffer[] {
  const bytes = Buffer.isBuffer(content)
    ? content
    : // The interface of an object, here that of a message, goes before it.
      Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), tnefSource(content.message)]);
  const properties = [
    number(0x3705, Buffer.isBuffer(content) ? 1 : 5),
    ...(longName === undefined ? [] : [unicode(0x3707, longName)]),
    ...(type === undefined ? [] : [unicode(0x370e, type)]),
    ...(contentId === undefined ? [] : [unicode(0x3712, contentId)]),
    ...(Buffer.isBuffer(content) ? (asProperty ? [binary(0x3701, bytes)] : []) : [variable(0x000d, 0x3701, bytes)]),
  ];
  return [
    attribute(2, 0x00069002, Buffer.alloc(14, 1)),
    ...(title === undefined ? [] : [attribute(2, 0x00018010, Buffer.from(`${title}\0`, 'latin1'))]),
    ...(asProperty || !Buffer.isBuffer(content) ? [] : [attribute(2, 0x0006800f, bytes)]),
    attribute(2, 0x00069005, list(properties)),
  ];
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  let sum = 0;
  for (const byte of data) sum = (sum + byte) % 65536;
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

const list = (properties: Buffer[]): Buffer => Buffer.concat([u32(properties.length), ...properties]);
const number = (id: number, value: number): Buffer => Buffer.concat([u16(0x0003), u16(id), u32(value)]);
const binary = (id: number, value: Buffer): Buffer => variable(0x0102, id, value);
const unicode = (id: number, value: string): Buffer => variable(0x001f, id, Buffer.from(`${value}\0`, 'utf16le'));

const variable = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), pad(value)]);

function named(name: string, value: string): Buffer {
  const label = Buffer.from(`${name}\0`, 'utf16le');
  const bytes = Buffer.from(`${value}\0`, 'utf16le');
  return Buffer.concat([
    u16(0x101f),
    u16(0x8001),
    Buffer.alloc(16, 7),
    u32(1),
    u32(label.length),
    pad(label),
    u32(2),
    u32(bytes.length),
    pad(bytes),
    u32(bytes.length),
    pad(bytes),
  ]);
}

const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** A mail as Exchange sends it out: nothing but the wrapping, or a text beside it. */
export function tnefMail(tnef: Buffer, head: Record<string, string>, text?: string): string {
  const lines = tnef.toString('base64').match(/.{1,76}/g) ?? [];
  const wrapping = [
    'Content-Type: application/ms-tnef; name="winmail.dat"',
    'Content-Disposition: attachment; filename="winmail.dat"',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
  ];
  const headers = [...Object.entries(head).map(([name, value]) => `${name}: ${value}`), 'MIME-Version: 1.0'];
  if (text === undefined) return [...headers, ...wrapping, ''].join('\r\n');
  return [
    ...headers,
    'Content-Type: multipart/mixed; boundary=tnef',
    '',
    '--tnef',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--tnef',
    ...wrapping,
    '--tnef--',
    '',
  ].join('\r\n');
}

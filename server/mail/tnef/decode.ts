import { decodeBytes } from '../charset';
import { cleanLine } from '../plain-text';
import { TnefDamaged, within, type ByteSource } from './byte-source';
import { readProperties, type Property } from './properties';

/**
 * Reads winmail.dat, the form in which Outlook and Exchange send formatting and files to those who they believe use the
 * same ([MS-OXTNEF]). Written here because what npm has for it (node-tnef) is unkept, keeps everything in memory and
 * brings a logger and a command line with it.
 *
 * Every length is checked against what there is. The work is linear: nothing is read twice but a message that is wrapped
 * in another, once for each depth, of which there are few. What is damaged ends the reading; what came before it counts.
 */
export interface TnefContent {
  /** `false`: damaged or over a limit somewhere, so that something may be missing. */
  complete: boolean;
  /** `IPM.Note` and the like; empty when not given. */
  messageClass: string;
  subject: string;
  body: TnefBody;
  files: TnefFile[];
}

export interface TnefBody {
  text: string | null;
  /** HTML as bytes, whose charset its own head may name. */
  html: Buffer | null;
  /** Compressed RTF ([MS-OXRTFCP]). */
  rtf: Buffer | null;
}

export interface TnefFile {
  name: string;
  /** As the sender declares it; empty when not given. */
  type: string;
  contentId: string;
  /** Where its bytes lie in the source. */
  offset: number;
  length: number;
  /** Set when the file is a wrapped message that could be read. */
  message: TnefContent | null;
}

const SIGNATURE = 0x223e9f78;
const HEAD_BYTES = 6;
const MESSAGE_LEVEL = 1;
const ATTACHMENT_LEVEL = 2;
const MAX_ATTRIBUTES = 20_000;
/** Over all depths: messages that wrap messages must not multiply it. */
const MAX_FILES = 1000;
export const MAX_TNEF_DEPTH = 5;
/** Of each form of the body; more than is ever shown. */
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_NAME_BYTES = 2048;

const ATTRIBUTE = {
  subject: 0x00018004,
  body: 0x0002800c,
  messageClass: 0x00078008,
  codePage: 0x00069007,
  messageProperties: 0x00069003,
  newFile: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
} as const;

const PROPERTY = {
  messageClass: 0x001a,
  subject: 0x0037,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  fileName: 0x3704,
  method: 0x3705,
  longFileName: 0x3707,
  mimeTag: 0x370e,
  contentId: 0x3712,
} as const;

const UNICODE = 0x001f;
const OBJECT = 0x000d;
const WRAPPED_MESSAGE = 5;
/** An object begins with the id of the interface it is given by. */
const INTERFACE_ID_BYTES = 16;

interface OpenFile {
  title: string;
  data: { offset: number; length: number } | null;
  properties: Property[];
  propertiesAt: number;
}

export const isTnef = (source: ByteSource): boolean =>
  source.length >= HEAD_BYTES && source.read(0, 4).readUInt32LE() === SIGNATURE;

/** Null when it is no TNEF at all. */
export function decodeTnef(source: ByteSource): TnefContent | null {
  return decode(source, 0, { left: MAX_FILES });
}

function decode(source: ByteSource, depth: number, budget: { left: number }): TnefContent | null {
  if (!isTnef(source)) return null;
  const content: TnefContent = {
    complete: true,
    messageClass: '',
    subject: '',
    body: { text: null, html: null, rtf: null },
    files: [],
  };
  const reader = { source, depth, budget, codePage: '', content };
  const files: OpenFile[] = [];
  untilDamaged(content, () => readAttributes(reader, files));
  for (const file of files) untilDamaged(content, () => finishFile(reader, file));
  return content;
}

function untilDamaged(content: TnefContent, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof TnefDamaged)) throw error;
    content.complete = false;
  }
}

interface Reader {
  source: ByteSource;
  depth: number;
  budget: { left: number };
  codePage: string;
  content: TnefContent;
}

function readAttributes(reader: Reader, files: OpenFile[]): void {
  const { source } = reader;
  let offset = HEAD_BYTES;
  for (let count = 0; offset < source.length; count += 1) {
    if (count >= MAX_ATTRIBUTES) throw new TnefDamaged('too many attributes');
    const head = source.read(offset, 9);
    const level = head.readUInt8(0);
    const id = head.readUInt32LE(1);
    const length = head.readUInt32LE(5);
    if (level !== MESSAGE_LEVEL && level !== ATTACHMENT_LEVEL) throw new TnefDamaged(`level ${level}`);
    const start = offset + 9;
    // What is cut off may still be the start of a text, but a file cut short must not pass for whole.
    const data = within(source, start, length);
    if (level === MESSAGE_LEVEL) messageAttribute(reader, id, data);
    else fileAttribute(reader, id, data, start, files);
    // A checksum of two bytes follows. Senders get it wrong, and a mail is protected by better ones on its way.
    offset = start + length + 2;
  }
}

function messageAttribute(reader: Reader, id: number, data: ByteSource): void {
  const { content } = reader;
  if (id === ATTRIBUTE.codePage && data.length >= 4) {
    const page = data.read(0, 4).readUInt32LE();
    reader.codePage = page === 65001 ? 'utf-8' : `windows-${page}`;
  } else if (id === ATTRIBUTE.subject) {
    content.subject ||= textOf(reader, data, 0, data.length);
  } else if (id === ATTRIBUTE.messageClass) {
    content.messageClass ||= textOf(reader, data, 0, data.length);
  } else if (id === ATTRIBUTE.body) {
    content.body.text ??= decodeText(reader, data, 0, data.length, false);
  } else if (id === ATTRIBUTE.messageProperties) {
    messageProperties(reader, data);
  }
}

function messageProperties(reader: Reader, data: ByteSource): void {
  const { content } = reader;
  const { body } = content;
  const { properties, complete } = readProperties(data);
  if (!complete) content.complete = false;
  for (const { id, type, offset, length } of properties) {
    const unicode = type === UNICODE;
    if (id === PROPERTY.messageClass) content.messageClass ||= textOf(reader, data, offset, length, unicode);
    else if (id === PROPERTY.subject) content.subject ||= textOf(reader, data, offset, length, unicode);
    else if (id === PROPERTY.body) body.text ??= decodeText(reader, data, offset, length, unicode);
    else if (id === PROPERTY.html && length <= MAX_BODY_BYTES) {
      body.html ??= unicode
        ? Buffer.from(decodeText(reader, data, offset, length, true), 'utf8')
        : Buffer.from(data.read(offset, length));
    } else if (id === PROPERTY.rtf && length <= MAX_BODY_BYTES) body.rtf ??= Buffer.from(data.read(offset, length));
  }
}

function fileAttribute(reader: Reader, id: number, data: ByteSource, start: number, files: OpenFile[]): void {
  if (id === ATTRIBUTE.newFile) {
    if (reader.budget.left <= 0) throw new TnefDamaged('too many files');
    reader.budget.left -= 1;
    files.push({ title: '', data: null, properties: [], propertiesAt: 0 });
    return;
  }
  const file = files[files.length - 1];
  if (!file) return;
  if (id === ATTRIBUTE.fileTitle) {
    file.title = textOf(reader, data, 0, data.length);
  } else if (id === ATTRIBUTE.fileData) {
    file.data = { offset: start, length: data.length };
  } else if (id === ATTRIBUTE.fileProperties) {
    const { properties, complete } = readProperties(data);
    if (!complete) reader.content.complete = false;
    file.properties = properties;
    file.propertiesAt = start;
  }
}

function finishFile(reader: Reader, file: OpenFile): void {
  const { source, depth, content } = reader;
  const find = (id: number) => file.properties.find((property) => property.id === id);
  const text = (id: number): string => {
    const property = find(id);
    if (!property) return '';
    return textOf(reader, source, file.propertiesAt + property.offset, property.length, property.type === UNICODE);
  };
  const place = placeOf(file, find(PROPERTY.data));
  if (!place) {
    // A link to a file on the sender's server has no bytes. That it was there must not be hidden.
    content.complete = false;
    return;
  }
  const method = find(PROPERTY.method);
  const isMessage =
    method !== undefined && source.read(file.propertiesAt + method.offset, 4).readUInt32LE() === WRAPPED_MESSAGE;
  const message = isMessage && depth < MAX_TNEF_DEPTH ? wrappedMessage(reader, place) : null;
  content.files.push({
    name: text(PROPERTY.longFileName) || file.title || text(PROPERTY.fileName) || text(PROPERTY.displayName),
    type: text(PROPERTY.mimeTag),
    contentId: text(PROPERTY.contentId),
    ...place,
    message,
  });
}

function placeOf(file: OpenFile, inProperty: Property | undefined): { offset: number; length: number } | null {
  // Exchange writes the attribute empty where the property has the file.
  if (file.data && (file.data.length > 0 || !inProperty)) return file.data;
  if (!inProperty) return null;
  const skipped = inProperty.type === OBJECT ? Math.min(INTERFACE_ID_BYTES, inProperty.length) : 0;
  return { offset: file.propertiesAt + inProperty.offset + skipped, length: inProperty.length - skipped };
}

function wrappedMessage(reader: Reader, place: { offset: number; length: number }): TnefContent | null {
  const message = decode(within(reader.source, place.offset, place.length), reader.depth + 1, reader.budget);
  if (!message) return null;
  if (!message.complete) reader.content.complete = false;
  return { ...message, files: message.files.map((file) => ({ ...file, offset: file.offset + place.offset })) };
}

/** A name or title: one line without controls. */
const textOf = (reader: Reader, data: ByteSource, offset: number, length: number, unicode = false): string =>
  cleanLine(
    decodeText(reader, data, offset, Math.min(length, MAX_NAME_BYTES), unicode).replace(/\0[^]*$/, ''),
    MAX_NAME_BYTES
  );

function decodeText(reader: Reader, data: ByteSource, offset: number, length: number, unicode: boolean): string {
  const bytes = data.read(offset, Math.min(length, MAX_BODY_BYTES));
  const text = unicode ? bytes.toString('utf16le') : decodeBytes(bytes, reader.codePage);
  return text.replace(/\0+$/, '');
}

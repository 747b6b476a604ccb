import { createHash, type Hash } from 'node:crypto';
import type { Transform } from 'node:stream';
import { isUtf8 } from 'node:buffer';
import { MailParser } from 'mailparser';
import { decodeWindows1252, isLatin1Label, isOursToDecode, isUndecided, isUtf8Label } from '../charset';
import { MAX_BODY_BYTES, MAX_HEAD_BYTES, MAX_PART_DEPTH, MAX_PARTS } from './limits';
import type { BodyNode } from './bodies';
import { readableWords } from './readable-words';

/** What mailparser 3.14 calls a node of its tree, as far as it is used here. */
interface PartNode {
  contentType: string | false;
  charset?: string;
  isAttachment?: boolean;
  children: PartNode[];
  parent?: PartNode;
  textContent?: string;
  decoder?: Transform;
}
interface HeaderLine {
  key: string;
  line: string;
}
interface Internals {
  tree: PartNode | false;
  hasFailed: boolean;
  createNode(split: unknown): PartNode;
  processHeaders(lines: HeaderLine[]): Map<string, unknown>;
  getTextContent(): { type: 'text' };
}

/**
 * mailparser streams attachments but keeps every text part whole, has no limit on depth, and decides on a charset before
 * it has seen the text. These methods are where that can be bounded; they are internal to mailparser, whose version is
 * therefore pinned, and `assertInternals` fails at start rather than on somebody's mail.
 */
const Base = MailParser as unknown as new (options: Record<string, unknown>) => MailParser & Internals;

export class DepthExceeded extends Error {
  constructor() {
    super(`parts nested deeper than ${MAX_PART_DEPTH}`);
    this.name = 'DepthExceeded';
  }
}

/** Keeps the bytes of the text parts bounded and remembers what was left out. */
interface Budget {
  left: number;
}

export class GuardedParser extends Base {
  private readonly budgets: Record<'plain' | 'html', Budget> = {
    plain: { left: MAX_BODY_BYTES },
    html: { left: MAX_BODY_BYTES },
  };
  private readonly depths = new WeakMap<PartNode, number>();
  /** Parts whose bytes are decoded here, by their label. */
  private readonly undecoded = new WeakMap<PartNode, string>();
  private readonly dropped = new WeakMap<PartNode, Hash>();

  constructor() {
    super({
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      // A forwarded message stays a file: its text is not the text of this mail, and it may nest without end.
      ignoreEmbedded: true,
      checksumAlgo: 'sha256',
      maxHeadSize: MAX_HEAD_BYTES,
      maxChildNodes: MAX_PARTS,
    });
  }

  /** The tree of parts with the text of each, once the stream has ended. */
  bodies(): BodyNode | null {
    return this.tree ? this.toBody(this.tree) : null;
  }

  override createNode(split: unknown): PartNode {
    const node = super.createNode(split);
    const depth = node.parent ? (this.depths.get(node.parent) ?? 0) + 1 : 0;
    this.depths.set(node, depth);
    if (depth > MAX_PART_DEPTH) {
      // Called from a stream's callback, where a throw would end the thread.
      this.hasFailed = true;
      this.destroy(new DepthExceeded());
    } else if (node.decoder && node.isAttachment === false) {
      this.boundText(node, node.decoder);
      this.chooseCharset(node);
    }
    return node;
  }

  /** Raw 8-bit headers are UTF-8 (RFC 6532) or, from old senders, windows-1252; mailparser knows the first only. */
  override processHeaders(lines: HeaderLine[]): Map<string, unknown> {
    return super.processHeaders(lines.map(({ key, line }) => ({ key, line: toUtf8Line(line) })));
  }

  /** mailparser would join all texts to one string here; `bodies` hands them out one by one. */
  override getTextContent(): { type: 'text' } {
    return { type: 'text' };
  }

  private boundText(node: PartNode, decoder: Transform): void {
    const budget = this.budgets[node.contentType === 'text/html' ? 'html' : 'plain'];
    const push = decoder.push.bind(decoder);
    decoder.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
      if (!Buffer.isBuffer(chunk)) return push(chunk, encoding);
      const kept = chunk.subarray(0, budget.left);
      budget.left -= kept.length;
      if (kept.length < chunk.length) this.hashDropped(node, chunk.subarray(kept.length));
      return kept.length === 0 || push(kept);
    };
  }

  private hashDropped(node: PartNode, bytes: Buffer): void {
    const hash = this.dropped.get(node) ?? createHash('sha256');
    this.dropped.set(node, hash.update(bytes));
  }

  /**
   * Where the header names no charset, or one that says nothing or that mailparser cannot read, the bytes are kept as
   * they are, one character each (the decoder's `binary`), until the whole text is there to judge by. Browsers read ISO-8859-1 as windows-1252, and so do
   * senders.
   */
  private chooseCharset(node: PartNode): void {
    const label = node.charset ?? '';
    if (isUtf8Label(label)) return;
    if (isLatin1Label(label)) {
      node.charset = 'windows-1252';
    } else if (isUndecided(label) || isOursToDecode(label)) {
      this.undecoded.set(node, label);
      node.charset = 'binary';
    }
  }

  private toBody(node: PartNode): BodyNode {
    return {
      type: node.contentType || '',
      text: node.textContent ?? null,
      undecoded: this.undecoded.get(node) ?? null,
      droppedHash: this.dropped.get(node)?.copy().digest('hex') ?? null,
      children: node.children.map((child) => this.toBody(child)),
    };
  }
}

export function toUtf8Line(raw: string): string {
  const line = readableWords(raw);
  if (!/[\u0080-\u00ff]/.test(line)) return line;
  const bytes = Buffer.from(line, 'latin1');
  return isUtf8(bytes) ? line : Buffer.from(decodeWindows1252(bytes), 'utf8').toString('latin1');
}

/** Throws where the installed mailparser is not the one that this file was written for. */
export function assertInternals(): void {
  const methods = Object.getOwnPropertyNames(MailParser.prototype);
  for (const name of ['createNode', 'processHeaders', 'getTextContent']) {
    if (!methods.includes(name)) throw new Error(`mailparser has no ${name}; version 3.14 is needed`);
  }
}

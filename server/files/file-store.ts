import type { Readable } from 'node:stream';

/**
 * The private store of raw mails and attachments (the `AttachmentStore` seam). Keys are random, never made from a
 * sender's file name. A write is durable when its promise resolves, so a row that names its key can be committed.
 */
export interface FileStore {
  put(content: Buffer | Readable): Promise<StoredFile>;
  /** Takes over a finished local file: it is gone from `path` afterwards. */
  adopt(path: string): Promise<StoredFile>;
  /** The same content under a key of its own, which lives and goes independently. */
  duplicate(key: string): Promise<StoredFile>;
  open(key: string): Promise<Readable>;
  /** A local path to read the content from, for the mail workers. */
  localPath(key: string): Promise<string>;
  /** Bytes. */
  size(key: string): Promise<number>;
  remove(key: string): Promise<void>;
  /** Keys of files last written before this instant (epoch milliseconds). */
  olderThan(instant: number): AsyncIterable<string>;
  /** A folder for unfinished files, on the same volume. Emptied at boot. */
  readonly stagingDirectory: string;
}

export interface StoredFile {
  key: string;
  size: number;
}

/** The volume is full (ENOSPC, EDQUOT). Intake waits; what is on the mail server stays there. */
export class StorageFullError extends Error {
  constructor(options?: ErrorOptions) {
    super('no room left for files', options);
    this.name = 'StorageFullError';
  }
}

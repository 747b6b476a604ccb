import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FolderCursor, FolderRole, FolderState, InboundUnit, Intake } from '../../server/channels/mail-channel';
import type { FileStore } from '../../server/files/file-store';
import { createPrivateDiskStore } from '../../server/files/private-disk-store';

export interface JournalledUnit extends InboundUnit {
  path: string;
  role: FolderRole;
  uidValidity: string;
}

export interface MemoryIntake extends Intake {
  readonly units: JournalledUnit[];
  /** Sizes of the commits, in order. */
  readonly commits: { path: string; units: number; backfill: number; cursor: Partial<FolderCursor> }[];
  readonly folders: Map<string, FolderState>;
  /** Thrown by the next call of `commit`, once. */
  failNextCommit(error: Error): void;
  /** The raw mail of a unit. */
  raw(unit: InboundUnit): Promise<string>;
  remove(): Promise<void>;
}

/** An intake that keeps its journal in memory and raw mails on disk, with the journal's rules: one row per location. */
export async function createMemoryIntake(options: { importSince: number; files?: FileStore }): Promise<MemoryIntake> {
  const directory = await mkdtemp(join(tmpdir(), 'intake-'));
  const files = options.files ?? (await createPrivateDiskStore(directory));
  const units: JournalledUnit[] = [];
  const commits: MemoryIntake['commits'] = [];
  const folders = new Map<string, FolderState>();
  let failure: Error | null = null;
  const stored = (path: string) => {
    const folder = folders.get(path);
    if (!folder) throw new Error(`no folder ${path}`);
    return folder;
  };

  return {
    files,
    importSince: options.importSince,
    units,
    commits,
    folders,
    folder(path, role) {
      const folder = folders.get(path) ?? {
        id: folders.size + 1,
        path,
        role,
        uidValidity: '',
        lastUid: 0,
        importHighUid: 0,
        importUid: 0,
        importDone: false,
        importTotal: 0,
        lastReconcileAt: 0,
        lastFullReconcileAt: 0,
        comparedMark: '',
      };
      folders.set(path, folder);
      return Promise.resolve({ ...folder });
    },
    commit(folder, added, cursor) {
      if (failure) {
        const thrown = failure;
        failure = null;
        return Promise.reject(thrown);
      }
      const row = stored(folder.path);
      const uidValidity = cursor.uidValidity ?? row.uidValidity;
      let fresh = 0;
      for (const unit of added) {
        const journalled = { ...unit, path: row.path, role: row.role, uidValidity };
        const at = units.findIndex(
          (known) => known.path === row.path && known.uidValidity === uidValidity && known.uid === unit.uid
        );
        if (at < 0) {
          units.push(journalled);
          fresh += 1;
        } else if (units[at]?.rawKey === null) units[at] = journalled;
      }
      Object.assign(row, cursor);
      commits.push({ path: row.path, units: fresh, backfill: added.filter((unit) => unit.backfill).length, cursor });
      return Promise.resolve();
    },
    knownUids(folder, fromUid) {
      const { uidValidity } = stored(folder.path);
      const known = units.filter(
        (unit) =>
          unit.path === folder.path && unit.uidValidity === uidValidity && unit.uid >= fromUid && unit.rawKey !== null
      );
      return Promise.resolve(new Set(known.map((unit) => unit.uid)));
    },
    failNextCommit(error) {
      failure = error;
    },
    async raw(unit) {
      if (unit.rawKey === null) throw new Error('this unit has no raw mail');
      const chunks: Buffer[] = [];
      for await (const chunk of await files.open(unit.rawKey)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('latin1');
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

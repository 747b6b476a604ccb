import { Trouble } from '../../accounts/trouble';
import { StorageFullError } from '../../files/file-store';
import { LeaseLost } from '../channel';
import type { Intake } from '../mail-channel';

/**
 * The intake with its failures told apart from those of the connection: a database that refuses a connection has the
 * same ECONNREFUSED as a mail server.
 */
export function guardIntake(intake: Intake): Intake {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw intakeFailure(error);
    }
  };
  const { files } = intake;
  return {
    importSince: intake.importSince,
    folder: (path, role) => guard(() => intake.folder(path, role)),
    commit: (folder, units, cursor) => guard(() => intake.commit(folder, units, cursor)),
    knownUids: (folder, fromUid) => guard(() => intake.knownUids(folder, fromUid)),
    files: {
      ...files,
      put: (content) => guard(() => files.put(content)),
      remove: (key) => guard(() => files.remove(key)),
    },
  };
}

function intakeFailure(error: unknown): Error {
  if (error instanceof LeaseLost || error instanceof Trouble) return error;
  if (error instanceof StorageFullError) return new Trouble('storage-full');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const name = error instanceof Error ? error.name : typeof error;
  return Object.assign(new Trouble('internal-error', `${name} ${code}`.trim()), { cause: error });
}

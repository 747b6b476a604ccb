/** What is left of a failed request, whichever of the admin's error shapes it came in. */
export interface ApiError {
  /** Null: no answer arrived, so it is not known whether the request was carried out. */
  status: number | null;
  /** Our stable code, or null. */
  code: string | null;
  message: string;
  /** Messages by dotted path of the field. */
  fields: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const fieldPath = (value: unknown): string =>
  Array.isArray(value) ? value.join('.') : typeof value === 'string' ? value : '';

function fieldErrors(details: unknown): Record<string, string> {
  if (!isRecord(details) || !Array.isArray(details.errors)) return {};
  const fields: Record<string, string> = {};
  for (const entry of details.errors) {
    if (!isRecord(entry) || typeof entry.message !== 'string') continue;
    const field = fieldPath(entry.path);
    if (field && !(field in fields)) fields[field] = entry.message;
  }
  return fields;
}

export function readApiError(error: unknown): ApiError {
  if (!isRecord(error)) return { status: null, code: null, message: '', fields: {} };
  const details = error.details;
  return {
    status: typeof error.status === 'number' ? error.status : null,
    code: isRecord(details) && typeof details.code === 'string' ? details.code : null,
    message: typeof error.message === 'string' ? error.message : '',
    fields: fieldErrors(details),
  };
}

/** The server may have done what was asked although no proper answer came back. */
export const outcomeUnknown = ({ status }: ApiError): boolean => status === null || status >= 500;

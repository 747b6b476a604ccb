import type { ProblemCode } from './problem';

/**
 * Meta's codes, by what they ask of us. Titles and texts change; `code` is what Meta tells everybody to build on.
 *
 * Meta: support/error-codes.
 */
const CODES: Readonly<Partial<Record<ProblemCode, readonly number[]>>> = {
  'token-invalid': [0, 190],
  'permission-missing': [3, 10, 131005],
  'account-restricted': [368, 131031],
  'payment-problem': [131042],
  'not-registered': [131045, 133010],
  'display-name-missing': [131037],
  'marketing-not-set-up': [131063],
  'call-limit': [4, 80007, 80008],
  throughput: [130429],
  'pair-rate': [131056],
  temporary: [1, 2, 131000, 131016, 131057, 133004, 2494100],
  'spam-limit': [131048],
  'misclassification-limit': [131064],
  'window-closed': [131047],
  'country-restricted': [130497],
  'marketing-cap': [131049],
  'marketing-stopped': [131050],
  'not-chosen-by-whatsapp': [130472],
  undeliverable: [131026],
  'not-a-test-recipient': [131030],
  'own-number': [131021],
  'unsupported-type': [131051, 131060],
  'media-not-readable': [131052],
  'media-refused': [131053],
  'bad-request': [100, 131008, 131009, 135000],
  'phone-needed': [131062],
  'identity-changed': [137000],
  'flow-unavailable': [132068, 132069],
  'template-parameter-format': [132008, 132012, 132018],
  'template-parameters': [132000],
  'template-missing': [132001],
  'template-too-long': [132005],
  'template-policy': [132007],
  'template-paused': [132015, 132016],
  'pin-wrong': [133005],
  'verification-needed': [133006],
  'registration-locked': [133008, 133009, 133015, 133016],
};

const BY_CODE = new Map(
  Object.entries(CODES).flatMap(([name, codes]) => codes.map((code) => [code, name as ProblemCode] as const))
);

export interface GraphFault {
  /** Null when the answer was not one of Meta's. */
  code: number | null;
  subcode: number | null;
  /** Null for an error that came in a status. */
  httpStatus: number | null;
  /** Whether the object that was asked for is our number: its absence stops the account, another's does not. */
  aboutNumber?: boolean;
}

/** The object is gone; Meta answers 400 and not 404. */
const OBJECT_MISSING = 33;

export function problemOf({ code, subcode, httpStatus, aboutNumber }: GraphFault): ProblemCode {
  if (code === OBJECT_MISSING || (code === 100 && subcode === OBJECT_MISSING)) {
    return aboutNumber ? 'number-gone' : 'object-missing';
  }
  const named = code === null ? undefined : BY_CODE.get(code);
  if (named) return named;
  if (code !== null && code >= 200 && code <= 299) return 'permission-missing';
  if (code !== null && code >= 2_388_000 && code <= 2_388_999) return 'template-refused';
  return byHttpStatus(httpStatus);
}

function byHttpStatus(status: number | null): ProblemCode {
  if (status === null) return 'unknown';
  if (status >= 500) return 'temporary';
  if (status === 429) return 'call-limit';
  if (status === 401) return 'token-invalid';
  return status === 403 ? 'permission-missing' : 'unknown';
}

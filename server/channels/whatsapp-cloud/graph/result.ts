import { problem, type ProblemCode } from '../errors/problem';
import { problemOf } from '../errors/codes';
import { z } from 'zod';
import { providerError } from '../webhook/fields';

/**
 * `rejected`: Meta answered, and did not do it. `not-sent`: nothing can have happened, so it may be tried again.
 * `uncertain`: it may have happened and nobody told us, so it may not: Meta knows no key that would make a second
 * request the first one's.
 */
export type GraphResult<Data> =
  | { status: 'ok'; data: Data }
  | {
      status: 'rejected';
      problem: ProblemCode;
      code: number | null;
      subcode: number | null;
      details: string;
      waitMs: number | null;
    }
  | { status: 'not-sent'; detail: string }
  | { status: 'uncertain'; detail: string };

const errorBody = z.object({ error: providerError });

interface Refusal {
  httpStatus: number;
  headers: Headers;
  body: unknown;
  /** The request was about our number itself. */
  aboutNumber: boolean;
}

/** Null when the answer is not of Meta's own making, such as that of a proxy before it. */
export function refusal({
  httpStatus,
  headers,
  body,
  aboutNumber,
}: Refusal): Extract<GraphResult<never>, { status: 'rejected' }> | null {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return null;
  const { code, subcode, title, details } = parsed.data.error;
  const name = problemOf({ code, subcode, httpStatus, aboutNumber });
  return {
    status: 'rejected',
    problem: name,
    code,
    subcode,
    details: details || title,
    waitMs: waitOf(headers, problem(name).waitMs),
  };
}

/** What the headers ask for, and no less than the kind of problem does. */
export function waitOf(headers: Headers, atLeast: number | undefined): number | null {
  const asked = Math.max(retryAfter(headers), regainAccess(headers), atLeast ?? 0);
  return asked > 0 ? Math.min(asked, LONGEST_WAIT) : null;
}

/** A header must not put an account to sleep for years. */
const LONGEST_WAIT = 24 * 3_600_000;

/** RFC 9110 section 10.2.3, in seconds; the form with a date is not used by Meta. */
function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

const usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().catch(0) })));

/** In minutes, per business. Meta: graph-api/overview/rate-limiting. */
function regainAccess(headers: Headers): number {
  const header = headers.get('x-business-use-case-usage');
  if (header === null) return 0;
  try {
    const parsed = usage.safeParse(JSON.parse(header));
    if (!parsed.success) return 0;
    const minutes = Object.values(parsed.data).flatMap((list) =>
      list.map((one) => one.estimated_time_to_regain_access)
    );
    return Math.max(0, ...minutes) * 60_000;
  } catch (error) {
    if (error instanceof SyntaxError) return 0;
    throw error;
  }
}

import { ConflictError, invalid } from '../../api/errors';
import { troubleOf } from '../../channels/whatsapp-cloud/number/trouble-of';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import { TROUBLE } from '../trouble';

/** What was asked of Meta, or an error that says what it refused: in our words where we have some, else in its own. */
export function answerOf<Data>(result: GraphResult<Data>): Data {
  if (result.status === 'ok') return result.data;
  if (result.status === 'rejected' && OWN_WORDS[result.problem])
    throw invalid(`whatsapp-${result.problem}`, OWN_WORDS[result.problem] ?? '');
  const trouble = troubleOf(result);
  if (trouble) throw new ConflictError(trouble.code, TROUBLE[trouble.code].message);
  throw invalid('whatsapp-refused', result.status === 'rejected' ? result.details : 'Meta did not answer.');
}

const OWN_WORDS: Partial<Record<string, string>> = {
  'pin-wrong': 'This is not the PIN that was set for the number.',
  'verification-needed': 'The number has to be verified with a code first.',
  'not-registered': 'The number has to be verified with a code first.',
  'registration-locked': 'Too many attempts. Meta lets nobody register this number for up to 72 hours.',
};

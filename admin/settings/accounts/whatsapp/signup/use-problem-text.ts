import { useIntl } from 'react-intl';
import type { SignupProblemDto } from '../../../../../server/api/contracts/whatsapp-signups';
import { PLUGIN_ID } from '../../../../plugin-id';

/** Why a sign-up stands: in the page's language where it has words for it, else what the server says. */
export function useProblemText(): (problem: SignupProblemDto) => string {
  const { messages } = useIntl();
  return ({ code, message }) => {
    for (const id of [`signup.problem.${code}`, `trouble.${code}.message`]) {
      const text = messages[`${PLUGIN_ID}.${id}`];
      if (typeof text === 'string') return text;
    }
    return message;
  };
}

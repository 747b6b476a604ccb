import type { Account } from '../accounts/account';
import { invalid } from '../api/errors';
import type { RenderedSignatureDto } from '../api/contracts/signatures';
import type { MailWorkerPool } from '../mail/types';
import type { Person } from '../security/scope';
import type { PersonValues } from './person-values';
import type { SignaturePictures } from './pictures';
import type { Signature } from './signature';

/** A signature as it will stand below a mail of this person, for a page of ours. */
export interface SignatureRendering {
  show(
    person: Person,
    account: Account,
    signature: Pick<Signature, 'id' | 'accountId' | 'html'>
  ): Promise<RenderedSignatureDto>;
}

export function createSignatureRendering(
  pool: MailWorkerPool,
  pictures: SignaturePictures,
  valuesOf: PersonValues
): SignatureRendering {
  return {
    async show(person, account, { html, accountId }) {
      const shown = await pictures.shownIn({ html, accountId });
      const rendered = await pool.fillSignature({
        html,
        values: await valuesOf(person, account),
        // On a page they are found by their ids.
        pictures: Object.fromEntries(shown.map(({ id }) => [id, id])),
      });
      if (!rendered) throw invalid('text-too-complex', 'This text cannot be used as it is.');
      return { ...rendered, pictures: await Promise.all(shown.map(pictures.toDto)) };
    },
  };
}

import { Flex, Typography } from '@strapi/design-system';
import type { ContactIdentityDto } from '../../../server/api/contracts/contacts';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';

/** Ids that nobody can read or dial say nothing to people; the number or name beside them does. */
const READABLE: ReadonlySet<string> = new Set(['email', 'phone', 'username']);

export function ContactIdentities({ identities }: { identities: ContactIdentityDto[] }) {
  const t = useTranslate();
  const readable = identities.filter(({ kind }) => READABLE.has(kind));
  const shown = readable.length > 0 ? readable : identities.slice(0, 1);
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={t('contact.identities')}>
      {shown.map(({ kind, value, former }) => (
        <Flex key={`${kind} ${value}`} tag="li" direction="column" alignItems="flex-start">
          <Typography variant="pi" textColor="neutral600">
            {t(
              READABLE.has(kind) ? `contact.identity.${kind as 'email' | 'phone' | 'username'}` : 'contact.identity.id'
            )}
            {former && ` · ${t('contact.identity.former')}`}
          </Typography>
          <Typography style={{ overflowWrap: 'anywhere' }}>
            <ForeignText>{value}</ForeignText>
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
}

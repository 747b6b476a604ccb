import { Badge, Flex, Typography } from '@strapi/design-system';
import type { AuthorisedUserDto } from '../../../../server/api/contracts/accounts';
import { InstantText } from '../../../components/instant-text';
import { useTranslate } from '../../../i18n/use-translate';

/** Who may read now, since when, and by whose decision. */
export function AuthorisedList({ people }: { people: AuthorisedUserDto[] }) {
  const t = useTranslate();
  if (people.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {people.map((person) => (
        <Flex tag="li" key={person.id} justifyContent="space-between" gap={3} wrap="wrap">
          <Flex direction="column" alignItems="flex-start">
            <Typography fontWeight="semiBold">{person.name}</Typography>
            <Typography variant="pi" textColor="neutral600">
              {person.email}
              {person.addedAt && (
                <>
                  {' · '}
                  <InstantText at={person.addedAt} />
                </>
              )}
              {person.addedBy && ` · ${t('authorised.added-by', { name: person.addedBy.name })}`}
            </Typography>
          </Flex>
          {!person.mayUseInbox && <Badge variant="warning">{t('authorised.no-effect')}</Badge>}
        </Flex>
      ))}
    </Flex>
  );
}

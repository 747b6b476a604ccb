import { Badge, Flex } from '@strapi/design-system';
import { useTranslate } from '../../i18n/use-translate';

/** No person wrote this: an answer to it reaches nobody. */
export function AutomaticBadge() {
  const t = useTranslate();
  return (
    <Flex>
      <Badge>{t('message.automatic')}</Badge>
    </Flex>
  );
}

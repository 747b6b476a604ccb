import { Flex, Link } from '@strapi/design-system';
import type { ClosedProvider } from '../../../../../mail-providers/provider';
import { Notice } from '../../../../components/notice';
import { useTranslate } from '../../../../i18n/use-translate';

/** Said before somebody tries passwords in vain, and gets the mailbox locked by it. */
export function ClosedNotice({ provider }: { provider: ClosedProvider }) {
  const t = useTranslate();
  const { name, barrier, help } = provider;
  return (
    <Notice tone="danger" title={t('suggestion.closed.title', { name })}>
      {t(`suggestion.closed.${barrier}`, { name })}
      <Flex paddingTop={1}>
        <Link href={help} isExternal>
          {t('suggestion.help', { name })}
        </Link>
      </Flex>
    </Notice>
  );
}

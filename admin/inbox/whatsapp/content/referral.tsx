import { Flex, Link, Typography } from '@strapi/design-system';
import type { WhatsAppMessageDto } from '../../../../server/api/contracts/whatsapp-messages';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { hrefOf } from '../formatting/parse-formatting';

export function Referral({ referral }: { referral: NonNullable<WhatsAppMessageDto['referral']> }) {
  const t = useTranslate();
  const { headline, body, url } = referral;
  const href = url === null ? null : hrefOf(url);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} padding={2} background="neutral100" hasRadius>
      <Typography variant="sigma" textColor="neutral600">
        {t('whatsapp.referral')}
      </Typography>
      {headline && (
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{headline}</ForeignText>
        </Typography>
      )}
      {body && (
        <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{body}</ForeignText>
        </Typography>
      )}
      {href && (
        <Link href={href} isExternal rel="noopener noreferrer nofollow">
          {new URL(href).hostname}
        </Link>
      )}
    </Flex>
  );
}

import { Flex, Typography } from '@strapi/design-system';
import { ShoppingCart } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { WhatsAppContentDto } from '../../../../server/api/contracts/whatsapp-messages';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';

type Shown = Extract<WhatsAppContentDto, { type: 'order' }>;

/** A currency that a stranger made up is no reason for an empty page. */
const isCurrency = (code: string) => /^[A-Z]{3}$/.test(code);

export function Order({ order: { lines, note } }: { order: Shown }) {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2}>
        <ShoppingCart aria-hidden fill="neutral600" />
        <Typography fontWeight="semiBold">{t('whatsapp.content.order')}</Typography>
      </Flex>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {lines.map(({ productId, quantity, price, currency }, index) => (
          <Typography key={index} tag="li" variant="pi" style={{ overflowWrap: 'anywhere' }}>
            {quantity ?? 1} × <ForeignText>{productId}</ForeignText>
            {price !== null &&
              ` · ${currency && isCurrency(currency) ? formatNumber(price, { style: 'currency', currency }) : formatNumber(price)}`}
          </Typography>
        ))}
      </Flex>
      {note && (
        <Typography style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{note}</ForeignText>
        </Typography>
      )}
    </Flex>
  );
}

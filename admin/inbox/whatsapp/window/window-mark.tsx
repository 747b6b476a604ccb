import { Flex, Typography } from '@strapi/design-system';
import { Clock, Lock } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { WindowState } from '../../../../server/whatsapp/window';
import { useTranslate } from '../../../i18n/use-translate';
import { remainingParts } from './remaining';

const COLOUR = {
  open: 'success700',
  closing: 'warning700',
  closed: 'danger700',
  'never-opened': 'danger700',
} as const satisfies Record<WindowState['state'], string>;

interface Props {
  window: WindowState;
  /** In the list only how long; at the composer with what it is. */
  long?: boolean;
}

/** How long anything may still be written: in words, and in a colour for whoever sees colours. */
export function WindowMark({ window: { state, expiresAt, remainingMs }, long = false }: Props) {
  const t = useTranslate();
  const { formatNumber, formatDate } = useIntl();
  const open = state === 'open' || state === 'closing';
  const left = remainingParts(remainingMs)
    .map(({ value, unit }) => formatNumber(value, { style: 'unit', unit, unitDisplay: long ? 'short' : 'narrow' }))
    .join(' ');
  const Icon = open ? Clock : Lock;
  const text = open
    ? t(long ? 'whatsapp.window.open-for' : 'whatsapp.window.left', { left })
    : t(state === 'closed' ? 'whatsapp.window.closed' : 'whatsapp.window.never');
  return (
    <Flex
      gap={1}
      data-window={state}
      title={expiresAt ? formatDate(expiresAt, { dateStyle: 'full', timeStyle: 'short' }) : undefined}
    >
      <Icon aria-hidden width="1.2rem" height="1.2rem" fill={COLOUR[state]} />
      <Typography variant="pi" fontWeight="semiBold" textColor={COLOUR[state]} style={{ whiteSpace: 'nowrap' }}>
        {text}
      </Typography>
    </Flex>
  );
}

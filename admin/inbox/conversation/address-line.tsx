import { TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { AddressDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { shownAddress } from './shown-address';

/** More than these would push the mail itself off the page. */
const SHOWN = 12;

/** To whom a mail went, or nothing. A circular's list is folded after the first. */
export function AddressLine({ label, addresses }: { label: string; addresses: AddressDto[] }) {
  const t = useTranslate();
  const [opened, setOpened] = useState(false);
  if (addresses.length === 0) return null;
  const hidden = opened || addresses.length <= SHOWN + 1 ? 0 : addresses.length - SHOWN;
  const listed = hidden === 0 ? addresses : addresses.slice(0, SHOWN);
  return (
    <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
      {label} <ForeignText>{listed.map(shownAddress).join(', ')}</ForeignText>
      {hidden > 0 && (
        <>
          {' '}
          <TextButton onClick={() => setOpened(true)}>{t('message.more-addresses', { count: hidden })}</TextButton>
        </>
      )}
    </Typography>
  );
}

import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';
import type { Draft } from '../draft';
import { AddressInput } from './address-input';
import type { Recipients } from './recipients';

interface Props {
  conversationId: string;
  recipients: Recipients;
  /** Does its writer have to say whom it goes to? */
  asks: boolean;
  disabled: boolean;
  onChange: (part: Partial<Draft>) => void;
  /** What stands in a field and is no address; empty when all was understood. */
  onUnread: (name: string, text: string) => void;
}

/** Who gets the answer is always in sight; changing it is one click away. */
export function RecipientFields({ conversationId, recipients, asks, disabled, onChange, onUnread }: Props) {
  const t = useTranslate();
  const { to, cc, bcc } = recipients;
  const [open, setOpen] = useState(asks);
  const [copies, setCopies] = useState(false);
  useEffect(() => setOpen(asks), [asks]);
  const names = (list: AddressDto[]) => withVisibleCharacters(list.map(({ address }) => address).join(', '));
  if (!open && to.length > 0)
    return (
      <Flex gap={2} wrap="wrap">
        <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
          {t('message.to')} {names(to)}
          {cc.length > 0 && ` · ${t('message.cc')} ${names(cc)}`}
          {bcc.length > 0 && ` · ${t('message.bcc')} ${names(bcc)}`}
        </Typography>
        <TextButton disabled={disabled} onClick={() => setOpen(true)}>
          {t('composer.edit-recipients')}
        </TextButton>
      </Flex>
    );
  const shown = (['to', 'cc', 'bcc'] as const).filter((name) => name === 'to' || copies || recipients[name].length > 0);
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      {shown.map((name) => (
        <Flex key={name} flex="1 1 16rem" minWidth={0}>
          <AddressInput
            conversationId={conversationId}
            name={name}
            value={recipients[name]}
            disabled={disabled}
            onChange={(next) => onChange({ [name]: next })}
            onUnread={(text) => onUnread(name, text)}
          />
        </Flex>
      ))}
      {shown.length < 3 && (
        <TextButton disabled={disabled} onClick={() => setCopies(true)}>
          {t('composer.add-copies')}
        </TextButton>
      )}
    </Flex>
  );
}

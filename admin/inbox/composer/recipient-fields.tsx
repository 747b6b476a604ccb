import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';
import { AddressInput } from './address-input';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  proposed: ConversationDetailDto['replyTo'];
  disabled: boolean;
  onChange: (part: Partial<Draft>) => void;
}

/** Who gets the answer is always in sight; changing it is one click away. */
export function RecipientFields({ draft, proposed, disabled, onChange }: Props) {
  const t = useTranslate();
  const to = draft.to ?? proposed.to;
  const cc = draft.cc ?? proposed.cc;
  const [open, setOpen] = useState(draft.to !== null || draft.cc !== null);
  const names = (list: typeof to) => withVisibleCharacters(list.map(({ address }) => address).join(', '));
  if (!open && to.length > 0)
    return (
      <Flex gap={2} wrap="wrap">
        <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
          {t('message.to')} {names(to)}
          {cc.length > 0 && ` · ${t('message.cc')} ${names(cc)}`}
        </Typography>
        <TextButton disabled={disabled} onClick={() => setOpen(true)}>
          {t('composer.edit-recipients')}
        </TextButton>
      </Flex>
    );
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      <Flex flex="1 1 20rem" minWidth={0}>
        <AddressInput name="to" value={to} disabled={disabled} onChange={(next) => onChange({ to: next })} />
      </Flex>
      <Flex flex="1 1 20rem" minWidth={0}>
        <AddressInput name="cc" value={cc} disabled={disabled} onChange={(next) => onChange({ cc: next })} />
      </Flex>
    </Flex>
  );
}

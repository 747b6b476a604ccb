import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';
import type { WritingPlace } from '../writing-place';
import { useTranslate } from '../../../i18n/use-translate';
import type { Draft } from '../draft';
import { AddressInput } from './address-input';
import type { Recipients } from './recipients';

interface Props {
  place: WritingPlace;
  recipients: Recipients;
  /** Does its writer have to say whom it goes to? */
  asks: boolean;
  /** Did its writer come here to write? */
  takesFocus: boolean;
  /** Of the draft: what changes with it was not chosen here. */
  version: number;
  disabled: boolean;
  onChange: (part: Partial<Draft>) => void;
}

/** Who gets the answer is always in sight; changing it is one click away. */
export function RecipientFields({ place, recipients, asks, takesFocus, version, disabled, onChange }: Props) {
  const t = useTranslate();
  const { to, cc, bcc } = recipients;
  const [open, setOpen] = useState(asks);
  const [copies, setCopies] = useState(false);
  const [focused, setFocused] = useState<keyof Recipients | null>(takesFocus && asks ? 'to' : null);
  const shown = useRef({ asks, version });
  useEffect(() => {
    const before = shown.current;
    shown.current = { asks, version };
    if (before.asks === asks) return;
    setOpen(asks);
    setFocused(asks && before.version === version ? 'to' : null);
  }, [asks, version]);
  const names = (list: AddressDto[]) => withVisibleCharacters(list.map(({ address }) => address).join(', '));
  if (!open && to.length > 0)
    return (
      <Flex gap={2} wrap="wrap">
        <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
          {t('message.to')} {names(to)}
          {cc.length > 0 && ` · ${t('message.cc')} ${names(cc)}`}
          {bcc.length > 0 && ` · ${t('message.bcc')} ${names(bcc)}`}
        </Typography>
        <TextButton
          disabled={disabled}
          onClick={() => {
            setOpen(true);
            setFocused('to');
          }}
        >
          {t('composer.edit-recipients')}
        </TextButton>
      </Flex>
    );
  const fields = (['to', 'cc', 'bcc'] as const).filter(
    (name) => name === 'to' || copies || recipients[name].length > 0
  );
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      {fields.map((name) => (
        <Flex key={name} flex="1 1 16rem" minWidth={0}>
          <AddressInput
            place={place}
            name={name}
            value={recipients[name]}
            takesFocus={focused === name}
            disabled={disabled}
            onChange={(next) => {
              // The first address must not close the field in which the second is typed.
              setOpen(true);
              onChange({ [name]: next });
            }}
          />
        </Flex>
      ))}
      {fields.length < 3 && (
        <TextButton
          disabled={disabled}
          // Leaving a field moves it away before the click.
          onMouseDown={(event: MouseEvent) => event.preventDefault()}
          onClick={() => {
            setCopies(true);
            setFocused(fields.includes('cc') ? 'bcc' : 'cc');
          }}
        >
          {t('composer.add-copies')}
        </TextButton>
      )}
    </Flex>
  );
}

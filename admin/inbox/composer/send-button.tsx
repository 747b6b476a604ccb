import { Button, Flex, IconButton, Popover } from '@strapi/design-system';
import { CaretDown, PaperPlane } from '@strapi/icons';
import { useState } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import { TimeChoices } from '../conversation/time-choices';
import type { SendHow } from './send-how';

interface Props {
  label: string;
  loading: boolean;
  disabled?: boolean;
  /** A note, or a second try of the same: there is one way to send it. */
  only: boolean;
  onSend: (how?: SendHow) => void;
}

/** Sends; a menu beside it sends and closes, or later. */
export function SendButton({ label, loading, disabled = false, only, onSend }: Props) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const send = (how: SendHow) => {
    setOpen(false);
    onSend(how);
  };
  return (
    <Flex gap={1}>
      <Button startIcon={<PaperPlane />} loading={loading} disabled={disabled} onClick={() => onSend()}>
        {label}
      </Button>
      {!only && (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger>
            <IconButton label={t('composer.send-menu')} disabled={disabled || loading}>
              <CaretDown />
            </IconButton>
          </Popover.Trigger>
          <Popover.Content side="top" align="end">
            <Flex direction="column" alignItems="stretch" gap={1} padding={2} width="28rem" maxWidth="80vw">
              <Button variant="ghost" size="S" fullWidth onClick={() => send({ close: true })}>
                {t('composer.send-and-close')}
              </Button>
              <TimeChoices
                label={t('composer.send-at')}
                action={t('composer.schedule')}
                onChoose={(at) => send({ sendAt: at.toISOString() })}
              />
            </Flex>
          </Popover.Content>
        </Popover.Root>
      )}
    </Flex>
  );
}

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { More } from '@strapi/icons';
import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { MessageBody } from '../../conversation/message-body';

interface Props {
  message: MessageDto;
  /** Does the answer carry it? */
  included: boolean;
  disabled: boolean;
  /** Missing: it goes on, so that it cannot be left out. */
  onChange?: (included: boolean) => void;
}

/** What stands below the signature. The server puts it there; here it is folded, shown on request, and taken out. */
export function QuoteSection({ message, included, disabled, onChange }: Props) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!included)
    return (
      <Flex>
        <Button size="S" variant="ghost" disabled={disabled} onClick={() => onChange?.(true)}>
          {t('composer.quote.add')}
        </Button>
      </Flex>
    );
  const { name, address } = message.from;
  const forward = onChange === undefined;
  return (
    <Flex
      tag="section"
      aria-label={t(forward ? 'composer.forwarded' : 'composer.quote')}
      direction="column"
      alignItems="stretch"
      gap={1}
    >
      <Flex gap={2} wrap="wrap">
        <Button
          size="S"
          variant="tertiary"
          startIcon={<More aria-hidden />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen((before) => !before)}
        >
          {t(`${forward ? 'composer.forwarded' : 'composer.quote'}.${open ? 'hide' : 'show'}`)}
        </Button>
        {onChange && (
          <Button size="S" variant="ghost" disabled={disabled} onClick={() => onChange(false)}>
            {t('composer.quote.remove')}
          </Button>
        )}
      </Flex>
      <Box id={id} maxHeight="20rem" overflow="auto" hidden={!open}>
        {open && (
          <>
            <Typography tag="p" variant="pi" textColor="neutral600">
              <ForeignText>{name ? `${name} <${address}>` : address}</ForeignText>
              {' · '}
              {formatDate(message.dateHeader ?? message.sentAt, { dateStyle: 'medium', timeStyle: 'short' })}
            </Typography>
            <MessageBody message={message} />
          </>
        )}
      </Box>
    </Flex>
  );
}

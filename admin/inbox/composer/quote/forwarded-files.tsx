import { Checkbox, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import type { AttachmentDto, MessageDto } from '../../../../server/api/contracts/inbox';
import { useFormatSize } from '../../../components/use-format-size';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';
import { useMissingReason } from '../../conversation/use-missing-reason';
import { isShownInline } from '../../conversation/inline-attachment';

interface Props {
  message: MessageDto;
  /** Ids of the files that stay behind. */
  without: string[];
  disabled: boolean;
  onChange: (without: string[]) => void;
}

/** The files that go on with a mail, each to be left out; what is not here to be sent is named. Pictures go with the text. */
export function ForwardedFiles({ message, without, disabled, onChange }: Props) {
  const t = useTranslate();
  const formatSize = useFormatSize();
  const reasonOf = useMissingReason();
  const titleId = useId();
  const files = message.attachments.filter((file) => !isShownInline(file, message.html) || file.state !== 'stored');
  if (files.length === 0) return null;
  const nameOf = ({ name, size }: AttachmentDto) =>
    `${withVisibleCharacters(name || t('attachment.unnamed'))} · ${formatSize(size)}`;
  const toggle = (id: string, goes: boolean) =>
    onChange(goes ? without.filter((other) => other !== id) : [...without, id]);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography id={titleId} variant="pi" fontWeight="semiBold" textColor="neutral700">
        {t('composer.forwarded.files')}
      </Typography>
      <Flex tag="ul" aria-labelledby={titleId} gap={3} wrap="wrap">
        {files.map((file) => (
          <Flex key={file.id} tag="li" minWidth={0} maxWidth="100%" style={{ overflowWrap: 'anywhere' }}>
            {file.state === 'stored' ? (
              <Checkbox
                checked={!without.includes(file.id)}
                disabled={disabled}
                onCheckedChange={(checked) => toggle(file.id, checked === true)}
              >
                {nameOf(file)}
              </Checkbox>
            ) : (
              <Typography variant="pi" textColor="warning700">
                {t('composer.forwarded.not-sent')}: {nameOf(file)} — {reasonOf(file)}
              </Typography>
            )}
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}

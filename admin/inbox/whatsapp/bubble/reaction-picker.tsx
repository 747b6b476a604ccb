import { Flex, IconButton, Popover, TextInput } from '@strapi/design-system';
import { EmotionHappy } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useTranslate } from '../../../i18n/use-translate';
import { oneEmoji } from './one-emoji';

const USUAL = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

const Emoji = styled.button`
  padding: ${({ theme }) => theme.spaces[1]};
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: none;
  font-size: 2.2rem;
  line-height: 1;
  cursor: pointer;

  &:hover,
  &:focus-visible {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

interface Props {
  disabled: boolean;
  onPick: (emoji: string) => void;
}

/** The six that WhatsApp offers first; any other one by the keyboard of the system. */
export function ReactionPicker({ disabled, onPick }: Props) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const pick = (emoji: string) => {
    setOpen(false);
    onPick(emoji);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <IconButton size="XS" variant="ghost" label={t('whatsapp.reaction.add')} disabled={disabled}>
          <EmotionHappy />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content side="top">
        <Flex gap={1} padding={2} wrap="wrap" maxWidth="28rem">
          {USUAL.map((emoji) => (
            <Emoji
              key={emoji}
              type="button"
              aria-label={t('whatsapp.reaction.with', { emoji })}
              onClick={() => pick(emoji)}
            >
              {emoji}
            </Emoji>
          ))}
          <TextInput
            aria-label={t('whatsapp.reaction.other')}
            placeholder={t('whatsapp.reaction.other')}
            value=""
            onChange={(event) => {
              const emoji = oneEmoji(event.target.value);
              if (emoji) pick(emoji);
            }}
          />
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}

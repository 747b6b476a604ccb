import { Button, Flex } from '@strapi/design-system';
import type { MouseEvent } from 'react';
import { useTranslate } from '../../../i18n/use-translate';
import type { AnswerMode } from '../draft';

export type MessageKind = AnswerMode | 'note';

interface Props {
  value: MessageKind;
  /** Is there anybody besides the one who wrote? */
  hasOthers: boolean;
  canForward: boolean;
  disabled: boolean;
  onChange: (kind: MessageKind) => void;
}

/** What is written goes to the customer, to all, on to somebody else, or stays in the house. */
export function KindSwitch({ value, hasOthers, canForward, disabled, onChange }: Props) {
  const t = useTranslate();
  const kinds: MessageKind[] = [
    'reply',
    ...(hasOthers ? ['reply-all' as const] : []),
    ...(canForward || value === 'forward' ? ['forward' as const] : []),
    'note',
  ];
  return (
    // Leaving an address field can change the height of what is below; the button would move away between press and click.
    <Flex gap={1} role="group" aria-label={t('composer.kind')} wrap="wrap" onMouseDown={keepPlace}>
      {kinds.map((kind) => (
        <Button
          key={kind}
          data-shortcut={kind}
          size="S"
          variant={kind === value ? 'secondary' : 'ghost'}
          aria-pressed={kind === value}
          disabled={disabled}
          onClick={(event: MouseEvent<HTMLButtonElement>) => {
            // What stands in an address field is taken over first.
            event.currentTarget.focus();
            onChange(kind);
          }}
        >
          {t(`composer.kind.${kind}`)}
        </Button>
      ))}
    </Flex>
  );
}

const keepPlace = (event: MouseEvent) => event.preventDefault();

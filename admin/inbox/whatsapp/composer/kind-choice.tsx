import { Button, Flex } from '@strapi/design-system';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  value: 'reply' | 'note';
  disabled: boolean;
  onChange: (kind: 'reply' | 'note') => void;
}

export function KindChoice({ value, disabled, onChange }: Props) {
  const t = useTranslate();
  return (
    <Flex gap={1} role="group" aria-label={t('composer.kind')} wrap="wrap">
      {(['reply', 'note'] as const).map((kind) => (
        <Button
          key={kind}
          size="S"
          variant={kind === value ? 'secondary' : 'ghost'}
          aria-pressed={kind === value}
          disabled={disabled}
          onClick={() => onChange(kind)}
        >
          {t(kind === 'reply' ? 'whatsapp.composer.message' : 'composer.kind.note')}
        </Button>
      ))}
    </Flex>
  );
}

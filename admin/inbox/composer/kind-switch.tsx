import { Button, Flex } from '@strapi/design-system';
import { useTranslate } from '../../i18n/use-translate';
import type { Draft } from './draft';

const KINDS: Draft['kind'][] = ['reply', 'note'];

interface Props {
  value: Draft['kind'];
  disabled: boolean;
  onChange: (kind: Draft['kind']) => void;
}

/** What is written goes to the customer, or stays in the house. */
export function KindSwitch({ value, disabled, onChange }: Props) {
  const t = useTranslate();
  return (
    <Flex gap={1} role="group" aria-label={t('composer.kind')}>
      {KINDS.map((kind) => (
        <Button
          key={kind}
          size="S"
          variant={kind === value ? 'secondary' : 'ghost'}
          aria-pressed={kind === value}
          disabled={disabled}
          onClick={() => onChange(kind)}
        >
          {t(`composer.kind.${kind}`)}
        </Button>
      ))}
    </Flex>
  );
}

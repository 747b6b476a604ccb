import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useTranslate } from '../../../i18n/use-translate';
import type { TestVerdict } from './use-connection-test';

interface Props {
  /** Null: closed. */
  verdict: Exclude<TestVerdict, 'passed'> | null;
  onAnswer: (save: boolean) => void;
}

/** An account may be saved whatever a test says, but nobody does so without knowing. */
export function UntestedDialog({ verdict, onAnswer }: Props) {
  const t = useTranslate();
  return (
    <Dialog.Root open={verdict !== null} onOpenChange={(open) => !open && onAnswer(false)}>
      <Dialog.Content>
        <Dialog.Header>{t('form.untested.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          {t(verdict === 'failed' ? 'form.untested.failed' : 'form.untested.none')}
        </Dialog.Body>
        <Dialog.Footer>
          <Button fullWidth variant="tertiary" onClick={() => onAnswer(false)}>
            {t('action.back')}
          </Button>
          <Button fullWidth onClick={() => onAnswer(true)}>
            {t('form.untested.save')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

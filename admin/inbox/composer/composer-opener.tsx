import { Button } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { useTranslate } from '../../i18n/use-translate';
import { ComposerPanel } from './composer-panel';

/** One line instead of the composer, where a phone needs the room for the mail. */
export function ComposerOpener({ onOpen }: { onOpen: () => void }) {
  const t = useTranslate();
  return (
    <ComposerPanel $note={false} aria-label={t('composer.label')}>
      <Button variant="tertiary" fullWidth data-shortcut="reply" startIcon={<Pencil />} onClick={onOpen}>
        {t('composer.open')}
      </Button>
    </ComposerPanel>
  );
}

import { Box, Button } from '@strapi/design-system';
import { useApiErrorText } from '../i18n/use-api-error-text';
import { useTranslate } from '../i18n/use-translate';
import { Notice } from './notice';

interface Props {
  error: unknown;
  onRetry: () => void;
}

/** A part of a page that could not be loaded: what happened, and the way to try again. */
export function ErrorState({ error, onRetry }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  return (
    <Box padding={4}>
      <Notice
        tone="danger"
        title={t('state.error.title')}
        action={
          <Button variant="tertiary" onClick={onRetry}>
            {t('action.try-again')}
          </Button>
        }
      >
        {errorText(error)}
      </Notice>
    </Box>
  );
}

import { Box, Flex, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { SignaturePreviewDto } from '../../../../server/api/contracts/signatures';
import { usePreviewSignatureMutation } from '../../../api/signatures';
import { Notice } from '../../../components/notice';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import { SignatureFrame } from '../../../signatures/signature-frame';

/** Long enough for a word to be finished. */
const PAUSE_MS = 500;

const GROUNDS = ['paper', 'dark'] as const;

/** As customers will see it, with what is known of the person at the screen. */
export function SignaturePreview({ accountId, html }: { accountId: string; html: string }) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const [ask, { error }] = usePreviewSignatureMutation();
  const [preview, setPreview] = useState<SignaturePreviewDto | null>(null);
  useEffect(() => {
    let current = true;
    const show = async () => {
      const answer = await ask({ accountId, html });
      if (current && 'data' in answer && answer.data) setPreview(answer.data);
    };
    const timer = window.setTimeout(() => void show(), PAUSE_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [accountId, ask, html]);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {error && <Notice tone="danger">{errorText(error)}</Notice>}
      {preview && preview.unknownVariables.length > 0 && (
        <Notice tone="warning">
          {t('signature.unknown-variables', { names: preview.unknownVariables.join(', ') })}
        </Notice>
      )}
      {preview && preview.removed.length > 0 && (
        <Notice tone="info" title={t('signature.removed.title')}>
          {preview.removed.join(' · ')}
        </Notice>
      )}
      {preview && (
        <Flex gap={4} wrap="wrap" alignItems="stretch">
          {GROUNDS.map((ground) => (
            <Box key={ground} flex="1 1 24rem" minWidth={0}>
              <Typography variant="pi" textColor="neutral600">
                {t(`signature.preview.${ground}`)}
              </Typography>
              <Box hasRadius borderColor="neutral200">
                <SignatureFrame signature={preview} title={t(`signature.preview.${ground}`)} ground={ground} />
              </Box>
            </Box>
          ))}
        </Flex>
      )}
    </Flex>
  );
}

import { Button, Flex, Typography } from '@strapi/design-system';
import { useSetAlwaysImagesMutation } from '../../../api/remote-images';
import { ForeignText } from '../../../components/foreign-text';
import { Notice } from '../../../components/notice';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import type { RemoteImages } from './use-remote-images';

interface Props {
  messageId: string;
  images: RemoteImages;
}

/** Says that pictures are kept back and why, and lets the reader have them: once, or always of this sender. */
export function RemoteImagesNotice({ messageId, images }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [setAlways, { isLoading }] = useSetAlwaysImagesMutation();
  const { state, failed, always, sender } = images;
  const choose = async (wanted: boolean) => {
    const answer = await setAlways({ messageId, always: wanted });
    if ('error' in answer) notify.failed(answer.error);
  };
  if (state === 'none') return null;
  if (state !== 'blocked')
    return (
      <Flex gap={2} wrap="wrap" data-remote-images={state}>
        <Typography variant="pi" textColor="neutral600" role="status">
          {state === 'loading' ? t('images.loading') : failed > 0 ? t('images.failed', { count: failed }) : ''}
        </Typography>
        {always && (
          <Button size="S" variant="ghost" loading={isLoading} onClick={() => void choose(false)}>
            {t('images.never')}
          </Button>
        )}
      </Flex>
    );
  return (
    <Notice tone="info">
      <Flex direction="column" alignItems="flex-start" gap={2} data-remote-images={state}>
        <span>{t('message.remote-images-blocked')}</span>
        <Flex gap={2} wrap="wrap">
          <Button size="S" variant="tertiary" onClick={images.show}>
            {t('images.show')}
          </Button>
          {sender !== null && (
            <Button size="S" variant="ghost" loading={isLoading} onClick={() => void choose(true)}>
              {t('images.always')} <ForeignText>{sender}</ForeignText>
            </Button>
          )}
        </Flex>
      </Flex>
    </Notice>
  );
}

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { useRef, type ChangeEvent } from 'react';
import { styled } from 'styled-components';
import { useGetNumberPictureQuery, useSetNumberPictureMutation } from '../../../../api/whatsapp-number';
import { LoadingState } from '../../../../components/loading-state';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';

const Picture = styled.img`
  width: 9.6rem;
  height: 9.6rem;
  border-radius: 50%;
  object-fit: cover;
`;

/** The picture that customers see, as WhatsApp draws it: in a circle. It is changed at once, apart from the form. */
export function PictureField({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const notify = useNotify();
  const input = useRef<HTMLInputElement>(null);
  const { data, isLoading } = useGetNumberPictureQuery(accountId);
  const [setPicture, saving] = useSetNumberPictureMutation();

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file may be chosen again after an error.
    event.target.value = '';
    if (!file) return;
    const answer = await setPicture({ id: accountId, file });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('whatsapp.picture.done'));
  };
  return (
    <Flex gap={4} alignItems="center" wrap="wrap">
      {isLoading && <LoadingState />}
      {!isLoading &&
        (data?.dataUrl ? (
          <Picture src={data.dataUrl} alt={t('whatsapp.picture')} />
        ) : (
          <Typography textColor="neutral600">{t('whatsapp.picture.none')}</Typography>
        ))}
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Box>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/jpeg,image/png"
            data-picture
            onChange={(event) => void choose(event)}
          />
          <Button
            variant="secondary"
            startIcon={<Upload />}
            loading={saving.isLoading}
            onClick={() => input.current?.click()}
          >
            {t('whatsapp.picture.choose')}
          </Button>
        </Box>
        <Typography variant="pi" textColor="neutral600">
          {t('whatsapp.picture.hint')}
        </Typography>
      </Flex>
    </Flex>
  );
}

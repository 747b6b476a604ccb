import { Button, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Image } from '@strapi/icons';
import { useStrapiApp } from '@strapi/strapi/admin';
import { useRef, useState, type ChangeEvent, type ComponentType } from 'react';
import type { SignaturePictureDto } from '../../../../server/api/contracts/signatures';
import { useAddSignaturePictureMutation } from '../../../api/signatures';
import { useNotify } from '../../../components/use-notify';
import { LinkForm } from '../../../inbox/composer/link-form';
import { useTranslate } from '../../../i18n/use-translate';
import { NETWORKS, networkHtml, pictureHtml, type Network } from './signature-rich-text';

/** The same list as the server's, which refuses all others. */
const VARIABLES = ['user_name', 'user_job_title', 'user_phone', 'user_email', 'company_name'] as const;

interface MediaLibraryProps {
  allowedTypes: string[];
  multiple: boolean;
  onClose: () => void;
  onSelectAssets: (assets: { id: number }[]) => void;
}

interface Props {
  accountId: string;
  onInsert: (html: string, pictures?: SignaturePictureDto[]) => void;
}

export function InsertMenu({ accountId, onInsert }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const input = useRef<HTMLInputElement>(null);
  const [addPicture, { isLoading }] = useAddSignaturePictureMutation();
  const [choosing, setChoosing] = useState(false);
  const [network, setNetwork] = useState<Network | null>(null);
  const MediaLibrary = useStrapiApp('InsertMenu', (app) => app.components)['media-library'] as
    ComponentType<MediaLibraryProps> | undefined;

  const add = async (picture: { mediaId: number } | { files: File[] }) => {
    const answer = await addPicture({ accountId, picture });
    if ('error' in answer) notify.failed(answer.error);
    else onInsert(answer.data.map(pictureHtml).join(''), answer.data);
  };
  const onFile = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length > 0) void add({ files });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <SingleSelect
          size="S"
          aria-label={t('signature.variable.insert')}
          placeholder={t('signature.variable.insert')}
          value={null}
          onChange={(name) => onInsert(`{{${String(name)}}}`)}
        >
          {VARIABLES.map((name) => (
            <SingleSelectOption key={name} value={name}>
              {t(`signature.variable.${name}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <SingleSelect
          size="S"
          aria-label={t('signature.network.insert')}
          placeholder={t('signature.network.insert')}
          value={network}
          onChange={(name) => setNetwork(String(name) as Network)}
        >
          {Object.keys(NETWORKS).map((name) => (
            <SingleSelectOption key={name} value={name}>
              {name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <input
          ref={input}
          type="file"
          hidden
          aria-hidden
          tabIndex={-1}
          accept="image/png,image/jpeg,image/gif,image/webp"
          data-signature-picture
          onChange={onFile}
        />
        <Button
          size="S"
          variant="tertiary"
          startIcon={<Image />}
          loading={isLoading}
          onClick={() => input.current?.click()}
        >
          {t('signature.picture.upload')}
        </Button>
        {MediaLibrary && (
          <Button size="S" variant="tertiary" disabled={isLoading} onClick={() => setChoosing(true)}>
            {t('signature.picture.choose')}
          </Button>
        )}
      </Flex>
      {network && (
        <LinkForm
          onLink={(url) => {
            onInsert(networkHtml(network, url));
            setNetwork(null);
          }}
          onCancel={() => setNetwork(null)}
        />
      )}
      {choosing && MediaLibrary && (
        <MediaLibrary
          allowedTypes={['images']}
          multiple={false}
          onClose={() => setChoosing(false)}
          onSelectAssets={([asset]) => {
            setChoosing(false);
            if (asset) void add({ mediaId: asset.id });
          }}
        />
      )}
    </Flex>
  );
}

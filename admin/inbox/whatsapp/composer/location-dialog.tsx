import { Button, Field, Flex, IconButton, Modal, TextInput, Typography } from '@strapi/design-system';
import { PinMap } from '@strapi/icons';
import { useState } from 'react';
import { useCreateMessageMutation } from '../../../api/messages';
import { Notice } from '../../../components/notice';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import { newKey } from '../../composer/draft';
import { placeIn } from './place-in';

interface Props {
  conversationId: string;
  lastSeenMessageId: string | null;
  disabled: boolean;
}

const nothing = () => ({ place: '', name: '', address: '', idempotencyKey: newKey() });

/** A place goes as a message of its own, so it is sent from here and the draft stays as it is. */
export function LocationDialog({ conversationId, lastSeenMessageId, disabled }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(nothing);
  const [tried, setTried] = useState(false);
  const [create, { isLoading, error, reset }] = useCreateMessageMutation();
  const coordinates = placeIn(typed.place);
  const close = () => {
    setOpen(false);
    setTried(false);
    reset();
  };
  const send = async () => {
    setTried(true);
    if (!coordinates || isLoading) return;
    const name = typed.name.trim();
    const address = typed.address.trim();
    const answer = await create({
      conversationId,
      message: {
        kind: 'reply',
        attachmentIds: [],
        location: { ...coordinates, ...(name ? { name } : {}), ...(address ? { address } : {}) },
        lastSeenMessageId,
        idempotencyKey: typed.idempotencyKey,
      },
    });
    if ('error' in answer) return;
    setTyped(nothing());
    close();
  };
  return (
    <Modal.Root open={open} onOpenChange={(wanted) => (wanted ? setOpen(true) : close())}>
      <Modal.Trigger>
        <IconButton label={t('whatsapp.place.send')} disabled={disabled}>
          <PinMap />
        </IconButton>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{t('whatsapp.place.send')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Field.Root
              name="whatsapp-place"
              required
              hint={t('whatsapp.place.hint')}
              error={tried && !coordinates ? t('whatsapp.place.unread') : undefined}
            >
              <Field.Label>{t('whatsapp.place.coordinates')}</Field.Label>
              <TextInput
                value={typed.place}
                maxLength={2000}
                onChange={(event) => setTyped({ ...typed, place: event.target.value })}
              />
              <Field.Hint />
              <Field.Error />
            </Field.Root>
            {coordinates && (
              <Typography role="status" variant="pi" textColor="neutral700">
                {coordinates.latitude}, {coordinates.longitude}
              </Typography>
            )}
            <Field.Root name="whatsapp-place-name">
              <Field.Label>{t('whatsapp.place.name')}</Field.Label>
              <TextInput
                value={typed.name}
                maxLength={1000}
                onChange={(event) => setTyped({ ...typed, name: event.target.value })}
              />
            </Field.Root>
            <Field.Root name="whatsapp-place-address">
              <Field.Label>{t('whatsapp.place.address')}</Field.Label>
              <TextInput
                value={typed.address}
                maxLength={1000}
                onChange={(event) => setTyped({ ...typed, address: event.target.value })}
              />
            </Field.Root>
            {error && <Notice tone="danger">{errorText(error)}</Notice>}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button loading={isLoading} onClick={() => void send()}>
            {t('composer.send')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}

import { Field, Flex, TextInput } from '@strapi/design-system';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { fillSubject } from '../../../server/templates/language';
import { useGetStartChoicesQuery, useStartConversationMutation } from '../../api/start';
import { ErrorState } from '../../components/error-state';
import { Notice } from '../../components/notice';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import { AttachButton } from '../composer/attach-button';
import { AttachmentTray } from '../composer/attachment-tray';
import { looksLikeAddress } from '../composer/recipients/address-list';
import { RecipientFields } from '../composer/recipients/recipient-fields';
import { RichEditor } from '../composer/rich-editor';
import { SendButton } from '../composer/send-button';
import { SignatureChoice } from '../composer/signature-choice';
import { useUploads } from '../composer/use-uploads';
import { conversationPath } from '../inbox-paths';
import { TemplateButton } from '../templates/template-button';
import { ExistingConversations } from './existing-conversations';
import type { ChangeOfStart, StartFields } from './start-fields';

const COMPOSER: object = { 'data-composer': true };
const MAX_SUBJECT = 998;

interface Props {
  fields: StartFields;
  change: (part: ChangeOfStart) => void;
  onSent: () => void;
}

/** A first mail. */
export function StartMail({ fields, change, onSent }: Props) {
  const t = useTranslate();
  const navigate = useNavigate();
  const errorText = useApiErrorText();
  const { accountId, to, cc, bcc, subject, html, text, attachments, signatureId, templateId } = fields;
  const place = { startFrom: accountId };
  const [problem, setProblem] = useState<string | null>(null);
  const [start, { isLoading, error }] = useStartConversationMutation();
  const choices = useGetStartChoicesQuery({ accountId, to: to[0]?.address ?? '' }, { refetchOnMountOrArgChange: true });
  const files = useUploads(place, (upload) => change((before) => ({ attachments: [...before.attachments, upload] })));
  const chooseSignature = useCallback((id: string | null) => change({ signatureId: id }), [change]);

  const send = async () => {
    if (isLoading) return;
    const found = problemOf();
    setProblem(found);
    if (found !== null) return;
    const bare = (people: typeof to) =>
      people.map(({ name, address }) => (name.trim() ? { name: name.trim(), address } : { address }));
    const answer = await start({
      accountId,
      to: bare(to),
      ...(cc.length > 0 && { cc: bare(cc) }),
      ...(bcc.length > 0 && { bcc: bare(bcc) }),
      subject: subject.trim(),
      html,
      text,
      ...(attachments.length > 0 && { attachmentIds: attachments.map(({ id }) => id) }),
      ...(signatureId !== null && { signatureId }),
      ...(templateId !== null && { templateId }),
      undoable: true,
      idempotencyKey: fields.idempotencyKey,
    });
    if (!('data' in answer) || !answer.data) return;
    onSent();
    void navigate(conversationPath(answer.data.conversationId));
  };

  const problemOf = (): string | null => {
    if (files.uploads.some((upload) => upload.error === null)) return t('composer.problem.uploading');
    if (to.length === 0) return t('composer.problem.no-recipient');
    if ([...to, ...cc, ...bcc].some((person) => !looksLikeAddress(person))) return t('composer.problem.address');
    if (subject.trim() === '') return t('start.problem.subject');
    if (text.trim() === '' && html.trim() === '' && attachments.length === 0) return t('composer.problem.empty');
    return null;
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={3} {...COMPOSER}>
      <RecipientFields
        place={place}
        recipients={{ to, cc, bcc }}
        takesFocus={to.length === 0}
        version={0}
        asks
        disabled={isLoading}
        onChange={(part) =>
          change({
            ...(part.to && { to: part.to }),
            ...(part.cc && { cc: part.cc }),
            ...(part.bcc && { bcc: part.bcc }),
          })
        }
      />
      <ExistingConversations existing={choices.currentData?.meta.existing ?? []} joins={false} />
      <Field.Root name="start-subject" required>
        <Field.Label>{t('start.subject')}</Field.Label>
        <TextInput
          size="S"
          maxLength={MAX_SUBJECT}
          disabled={isLoading}
          value={subject}
          onChange={(event) => change({ subject: event.target.value })}
        />
      </Field.Root>
      <RichEditor
        label={t('composer.text.reply')}
        placeholder={t('start.placeholder')}
        html={html}
        version={0}
        takesFocus={false}
        disabled={isLoading}
        onChange={change}
        onFiles={files.start}
        uploadImage={files.startImage}
        onSubmit={() => void send()}
      />
      <SignatureChoice accountId={accountId} value={signatureId} disabled={isLoading} onChange={chooseSignature} />
      <AttachmentTray
        attached={attachments}
        uploads={files.uploads}
        disabled={isLoading}
        onDetach={(id) => change((before) => ({ attachments: before.attachments.filter((file) => file.id !== id) }))}
        onCancel={files.remove}
      />
      {problem !== null && <Notice tone="danger">{problem}</Notice>}
      {error !== undefined && <Notice tone="danger">{errorText(error)}</Notice>}
      {choices.error !== undefined && !choices.data && (
        <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />
      )}
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Flex gap={3} wrap="wrap">
          <AttachButton disabled={isLoading} onFiles={files.start} />
          <TemplateButton
            source={{
              toStart: choices.data ?? { data: [], meta: { values: {}, hidden: [], person: null, existing: [] } },
            }}
            rich
            disabled={isLoading || !choices.data}
            onInserted={({ template, values }) =>
              change({
                templateId: template.id,
                ...(template.subject !== '' && { subject: fillSubject(template.subject, values).text }),
              })
            }
          />
        </Flex>
        <SendButton label={t('composer.send')} loading={isLoading} only onSend={() => void send()} />
      </Flex>
    </Flex>
  );
}

import { Flex, Typography } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { AnsweredLine } from './answered-line';
import { AttachButton } from './attach-button';
import { AttachmentTray } from './attachment-tray';
import { CollisionDialog } from './collision-dialog';
import { ComposerNotices } from './composer-notices';
import { ComposerOpener } from './composer-opener';
import { ComposerPanel } from './composer-panel';
import { isEmptyDraft, isForward, type Draft } from './draft';
import { DraftStatus } from './draft-status';
import { MentionButton } from './mention-button';
import { looksLikeAddress } from './recipients/address-list';
import { KindSwitch } from './recipients/kind-switch';
import { RecipientFields } from './recipients/recipient-fields';
import { recipientsOf, withMode } from './recipients/recipients';
import { useAnswerKind } from './recipients/use-answer-kind';
import { RichEditor } from './rich-editor';
import { SendButton } from './send-button';
import type { SendHow } from './send-how';
import { SignatureChoice } from './signature-choice';
import { ForwardedFiles } from './quote/forwarded-files';
import { QuoteSection } from './quote/quote-section';
import { useQuoting } from './quote/use-quoting';
import { TemplateButton } from '../templates/template-button';
import { useDraft } from './use-draft';
import { useSend } from './use-send';
import { useUploads } from './use-uploads';

export function Composer({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const handle = useDraft(conversation.id);
  const { draft, change, version, saving } = handle;
  const { quoted, quoting } = useQuoting(conversation.id, draft);
  /** What the mail that its writer chose to answer proposes, else the conversation. */
  const proposed = { ...conversation.replyTo, ...(draft.replyOf === null ? {} : quoted?.replyTo) };
  const { send, sending, error, collision, answerCollision, newestSeen, storedEarlier } = useSend(
    { ...conversation, replyTo: proposed },
    handle,
    quoting
  );
  const narrow = useIsMobile();
  /** Once somebody writes, it stays open: an emptied draft must not take the editor away. */
  const [opened, setOpened] = useState(false);
  /** What was there when the writing began is what the writer has seen. */
  const edit = (part: (before: Draft) => Partial<Draft>) => {
    setOpened(true);
    change((before) => {
      const next = { ...before, ...part(before) };
      return { ...next, seen: isEmptyDraft(next) ? undefined : next.seen === undefined ? newestSeen : next.seen };
    });
  };
  const files = useUploads({ conversationId: conversation.id }, (upload) =>
    edit((before) => ({ attachments: [...before.attachments, upload] }))
  );
  const chooseSignature = useCallback((signatureId: string | null) => change({ signatureId }), [change]);
  const [problem, setProblem] = useState<string | null>(null);
  /** Somebody wanted to send it, and has two texts to choose from. */
  const [stopped, setStopped] = useState(false);
  const frozen = sending || draft.unsettled;
  const forward = isForward(draft);
  const recipients = recipientsOf(draft, proposed);
  const kind = useAnswerKind(handle, proposed, quoted?.id ?? null, quoted !== null, () => setOpened(true));
  const overtaken =
    draft.kind === 'reply' && draft.seen !== undefined && draft.seen !== newestSeen && !sending && !draft.unsettled;

  const submit = (how?: SendHow) => {
    if (sending) return;
    setStopped(saving.at === 'conflict');
    if (saving.at === 'conflict') return;
    const draft = handle.latest();
    const uploading = files.uploads.some((upload) => upload.error === null);
    const found = uploading
      ? t('composer.problem.uploading')
      : isEmptyDraft(draft) && !forward
        ? t('composer.problem.empty')
        : draft.kind === 'reply' &&
            Object.values(recipients)
              .flat()
              .some((person) => !looksLikeAddress(person))
          ? t('composer.problem.address')
          : draft.kind === 'reply' && recipients.to.length === 0
            ? t('composer.problem.no-recipient')
            : null;
    setProblem(found);
    if (found === null) void send(how);
  };

  const untouched = isEmptyDraft(draft) && !draft.unsettled && files.uploads.length === 0;
  if (narrow && !opened && untouched) return <ComposerOpener onOpen={() => setOpened(true)} />;
  return (
    <ComposerPanel $note={draft.kind === 'note'} aria-label={t('composer.label')} onBlur={handle.flush}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <KindSwitch
          value={kind.value}
          hasOthers={proposed.cc.length > 0}
          canForward={quoted !== null}
          disabled={frozen}
          onChange={kind.choose}
        />
        {draft.kind === 'note' && (
          <Typography variant="pi" textColor="neutral700">
            {t('composer.note.hint')}
          </Typography>
        )}
      </Flex>
      {draft.kind === 'reply' && !forward && draft.replyOf !== null && (
        <AnsweredLine message={quoted} disabled={frozen} onLeave={() => change(withMode('reply-all', null))} />
      )}
      {draft.kind === 'reply' && (
        <RecipientFields
          place={{ conversationId: conversation.id }}
          recipients={recipients}
          takesFocus={opened}
          version={version}
          asks={forward}
          disabled={frozen}
          onChange={change}
        />
      )}
      <RichEditor
        label={t(`composer.text.${draft.kind}`)}
        placeholder={t(`composer.placeholder.${forward ? 'forward' : draft.kind}`)}
        html={draft.html}
        version={version}
        takesFocus={opened && !(forward && recipients.to.length === 0)}
        disabled={frozen}
        onChange={(content) => edit(() => content)}
        onFiles={files.start}
        uploadImage={files.startImage}
        onSubmit={() => submit()}
      />
      {draft.kind === 'reply' && (
        <SignatureChoice
          accountId={conversation.account.id}
          value={draft.signatureId}
          disabled={frozen}
          onChange={chooseSignature}
        />
      )}
      {draft.kind === 'reply' && quoted && (
        <QuoteSection
          message={quoted}
          included={forward || !draft.withoutQuote}
          disabled={frozen}
          onChange={forward ? undefined : (included) => change({ withoutQuote: !included })}
        />
      )}
      {forward && quoted && (
        <ForwardedFiles
          message={quoted}
          without={draft.withoutFiles}
          disabled={frozen}
          onChange={(withoutFiles) => change({ withoutFiles })}
        />
      )}
      <AttachmentTray
        attached={draft.attachments}
        uploads={files.uploads}
        disabled={frozen}
        onDetach={(id) => edit((before) => ({ attachments: before.attachments.filter((file) => file.id !== id) }))}
        onCancel={files.remove}
      />
      <ComposerNotices
        handle={handle}
        problem={saving.at !== 'conflict' ? problem : stopped ? t('composer.problem.conflict') : null}
        sending={sending}
        storedEarlier={storedEarlier}
        overtaken={overtaken}
        newestSeen={newestSeen}
        error={error}
      />
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Flex gap={3} wrap="wrap">
          <AttachButton disabled={frozen} onFiles={files.start} />
          {draft.kind === 'reply' && (
            <TemplateButton source={{ conversationId: conversation.id }} rich disabled={frozen} />
          )}
          {draft.kind === 'note' && <MentionButton accountId={conversation.account.id} disabled={frozen} />}
          <DraftStatus saving={saving} isEmpty={isEmptyDraft(draft)} disabled={frozen} onDiscard={handle.discard} />
        </Flex>
        <SendButton
          label={t(
            draft.unsettled ? 'action.try-again' : draft.kind === 'note' ? 'composer.save-note' : 'composer.send'
          )}
          loading={sending}
          only={draft.kind === 'note' || draft.unsettled}
          onSend={submit}
        />
      </Flex>
      <CollisionDialog collision={collision} onAnswer={answerCollision} />
    </ComposerPanel>
  );
}

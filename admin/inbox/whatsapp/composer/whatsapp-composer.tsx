import { Flex, Typography } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import { TEXT_LIMIT } from '../../../../server/channels/whatsapp-cloud/outgoing/payload';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { useGetMessagesQuery } from '../../../api/messages';
import { Notice } from '../../../components/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { AttachButton } from '../../composer/attach-button';
import { AttachmentTray } from '../../composer/attachment-tray';
import { CollisionDialog } from '../../composer/collision-dialog';
import { ComposerNotices } from '../../composer/composer-notices';
import { ComposerOpener } from '../../composer/composer-opener';
import { ComposerPanel } from '../../composer/composer-panel';
import { isEmptyDraft, type Draft } from '../../composer/draft';
import { DraftStatus } from '../../composer/draft-status';
import { MentionButton } from '../../composer/mention-button';
import { SendButton } from '../../composer/send-button';
import type { SendHow } from '../../composer/send-how';
import { useDraft } from '../../composer/use-draft';
import { useSend } from '../../composer/use-send';
import { useUploads } from '../../composer/use-uploads';
import { TemplateButton } from '../../templates/template-button';
import { useReplyRequest } from '../reply-request';
import { isWindowOpen, useExactWindow } from '../window/use-window';
import { WindowTemplates } from '../templates/window-templates';
import { WindowMark } from '../window/window-mark';
import { AnsweredMessage } from './answered-message';
import { checkFiles, type RefusedFile } from './check-files';
import { FilesHint } from './files-hint';
import { KindChoice } from './kind-choice';
import { LocationDialog } from './location-dialog';
import { PlainEditor } from './plain-editor';
import { RefusedFiles } from './refused-files';
import { toWhatsAppMessage } from './to-whatsapp-message';
import { useTellSeen } from './use-tell-seen';

export function WhatsAppComposer({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const handle = useDraft(conversation.id);
  const { draft, change, saving } = handle;
  const { send, sending, error, collision, answerCollision, newestSeen, storedEarlier } = useSend(
    conversation,
    handle,
    undefined,
    toWhatsAppMessage
  );
  const narrow = useIsMobile();
  const [opened, setOpened] = useState(false);
  const [focusCount, setFocusCount] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<RefusedFile[]>([]);
  const tellTyping = useTellSeen(conversation);
  const window = useExactWindow(conversation.windowExpiresAt);
  const note = draft.kind === 'note';
  /** Only a note stays in the house. What was written meanwhile waits for the customer's next message. */
  const closed = !isWindowOpen(window) && !note;
  const frozen = sending || draft.unsettled;

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
  const attach = (given: File[]) => {
    if (note) {
      files.start(given);
      return;
    }
    const checked = checkFiles(given);
    setRefused(checked.refused);
    files.start(checked.taken);
  };

  const { wish } = useReplyRequest();
  const answered = useRef(wish?.count ?? 0);
  useEffect(() => {
    if (!wish || wish.count === answered.current) return;
    answered.current = wish.count;
    setOpened(true);
    setFocusCount((count) => count + 1);
    change({ kind: 'reply', replyToMessageId: wish.messageId });
  }, [wish, change]);
  const { data: newest } = useGetMessagesQuery({ conversationId: conversation.id, pages: 1 });
  const answers = draft.replyToMessageId ?? null;

  const overtaken = !note && draft.seen !== undefined && draft.seen !== newestSeen && !sending && !draft.unsettled;
  const tooLong = !note && draft.text.trim().length > TEXT_LIMIT;
  const submit = (how?: SendHow) => {
    if (sending || closed || saving.at === 'conflict') return;
    const unfit = note ? [] : checkFiles(draft.attachments).refused;
    const found = files.uploads.some((upload) => upload.error === null)
      ? t('composer.problem.uploading')
      : isEmptyDraft(draft)
        ? t('composer.problem.empty')
        : tooLong
          ? t('whatsapp.composer.too-long', { limit: TEXT_LIMIT })
          : null;
    setRefused(unfit);
    setProblem(found);
    if (found === null && unfit.length === 0) void send(how);
  };

  const untouched = isEmptyDraft(draft) && !draft.unsettled && files.uploads.length === 0 && answers === null;
  if (narrow && !opened && untouched && !closed)
    return (
      <>
        <Flex background="neutral0" paddingLeft={3} paddingTop={2} style={{ flexShrink: 0 }}>
          <WindowMark window={window} long />
        </Flex>
        <ComposerOpener
          onOpen={() => {
            setOpened(true);
            setFocusCount((count) => count + 1);
          }}
        />
      </>
    );
  return (
    <ComposerPanel $note={note} aria-label={t('composer.label')} onBlur={handle.flush}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <KindChoice value={draft.kind} disabled={frozen} onChange={(kind) => edit(() => ({ kind }))} />
        {note ? (
          <Typography variant="pi" textColor="neutral700">
            {t('composer.note.hint')}
          </Typography>
        ) : (
          <WindowMark window={window} long />
        )}
      </Flex>
      {closed && (
        <Notice tone="warning">
          {t(window.state === 'never-opened' ? 'whatsapp.window.never.hint' : 'whatsapp.window.closed.hint')}
        </Notice>
      )}
      {closed && <WindowTemplates conversationId={conversation.id} lastSeenMessageId={newestSeen} />}
      {!note && answers !== null && (
        <AnsweredMessage
          message={newest?.items.find(({ id }) => id === answers) ?? null}
          disabled={frozen}
          onRemove={() => change({ replyToMessageId: null })}
        />
      )}
      {(!closed || draft.text !== '') && (
        <PlainEditor
          label={t(`composer.text.${draft.kind}`)}
          placeholder={t(note ? 'composer.placeholder.note' : 'whatsapp.composer.placeholder')}
          value={draft.text}
          limit={note ? null : TEXT_LIMIT}
          disabled={frozen || closed}
          focusCount={focusCount}
          onChange={(text) => {
            edit(() => ({ text, html: '' }));
            if (!note && text.trim() !== '') tellTyping();
          }}
          onFiles={attach}
          onSubmit={() => submit()}
        />
      )}
      <AttachmentTray
        attached={draft.attachments}
        uploads={files.uploads}
        disabled={frozen}
        onDetach={(id) => edit((before) => ({ attachments: before.attachments.filter((file) => file.id !== id) }))}
        onCancel={files.remove}
      />
      {!note && <FilesHint files={draft.attachments} />}
      <RefusedFiles files={refused} onClose={() => setRefused([])} />
      <ComposerNotices
        handle={handle}
        problem={problem}
        sending={sending}
        storedEarlier={storedEarlier}
        overtaken={overtaken}
        newestSeen={newestSeen}
        error={error}
      />
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Flex gap={3} wrap="wrap">
          <AttachButton disabled={frozen || closed} onFiles={attach} />
          {!note && (
            <TemplateButton source={{ conversationId: conversation.id }} rich={false} disabled={frozen || closed} />
          )}
          {note && <MentionButton accountId={conversation.account.id} disabled={frozen} />}
          {!note && (
            <LocationDialog
              conversationId={conversation.id}
              lastSeenMessageId={newestSeen}
              disabled={frozen || closed}
            />
          )}
          <DraftStatus saving={saving} isEmpty={isEmptyDraft(draft)} disabled={frozen} onDiscard={handle.discard} />
        </Flex>
        <SendButton
          label={t(draft.unsettled ? 'action.try-again' : note ? 'composer.save-note' : 'composer.send')}
          loading={sending}
          disabled={closed}
          only={note || draft.unsettled}
          onSend={submit}
        />
      </Flex>
      <CollisionDialog collision={collision} onAnswer={answerCollision} />
    </ComposerPanel>
  );
}

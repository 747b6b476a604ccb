import { useRef } from 'react';
import type { WhatsAppTemplateContent } from '../../../../server/templates/whatsapp/content';
import type { TemplateValues } from '../../../../server/templates/variables';
import { useCreateMessageMutation } from '../../../api/messages';
import { newKey } from '../../composer/draft';
import type { TemplateChoice } from '../../templates/matching-templates';
import { ApprovedForm } from './approved-form';

interface Props {
  conversationId: string;
  lastSeenMessageId: string | null;
  template: TemplateChoice;
  content: WhatsAppTemplateContent;
  values: TemplateValues;
  onBack: () => void;
}

/** Sends an approved template into a conversation. */
export function SendApproved({ conversationId, lastSeenMessageId, template, content, values, onBack }: Props) {
  const [create, { isLoading, error }] = useCreateMessageMutation();
  // A second try of what may have been stored is the same request.
  const key = useRef(newKey());
  const send = async (given: Record<string, string>) => {
    const answer = await create({
      conversationId,
      message: {
        kind: 'template',
        templateId: template.id,
        values: given,
        attachmentIds: [],
        lastSeenMessageId,
        idempotencyKey: key.current,
      },
    });
    if ('data' in answer) onBack();
  };
  return (
    <ApprovedForm
      name={template.name}
      content={content}
      values={values}
      sending={isLoading}
      error={error}
      onSend={(given) => void send(given)}
      onBack={onBack}
    />
  );
}

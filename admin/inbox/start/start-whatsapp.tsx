import { Box, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useGetStartChoicesQuery, useStartConversationMutation } from '../../api/start';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath } from '../inbox-paths';
import type { TemplateChoice } from '../templates/matching-templates';
import { ApprovedForm } from '../whatsapp/templates/approved-form';
import { ApprovedList } from '../whatsapp/templates/approved-list';
import { ExistingConversations } from './existing-conversations';
import { NumberField } from './number-field';
import type { ChangeOfStart, StartFields } from './start-fields';

const PAUSE_MS = 300;
/** Shorter ones are still being typed. */
const SHORTEST_NUMBER = 7;

interface Props {
  fields: StartFields;
  change: (part: ChangeOfStart) => void;
  onSent: () => void;
}

/** An approved template to a number. */
export function StartWhatsApp({ fields, change, onSent }: Props) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { accountId, phone, name } = fields;
  const to = useSettled(phone.trim());
  const [chosen, setChosen] = useState<TemplateChoice | null>(null);
  const [start, { isLoading, error }] = useStartConversationMutation();
  const {
    data,
    currentData,
    error: failed,
    refetch,
  } = useGetStartChoicesQuery({ accountId, to }, { refetchOnMountOrArgChange: true });
  if (failed && !data) return <ErrorState error={failed} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const current = to === phone.trim() ? currentData : undefined;
  const person = current?.meta.person ?? null;
  const digits = to.replace(/\D/g, '').length;
  const wrong = current !== undefined && person === null && digits >= SHORTEST_NUMBER;
  const { hidden } = data.meta;
  const values = {
    ...(current ?? data).meta.values,
    ...(name.trim() && !person?.name ? { customer_name: name.trim(), contact_name: name.trim() } : {}),
  };

  const send = async (templateId: string, given: Record<string, string>) => {
    const answer = await start({
      accountId,
      phone: phone.trim(),
      ...(name.trim() && { name: name.trim() }),
      templateId,
      values: given,
      undoable: true,
      idempotencyKey: fields.idempotencyKey,
    });
    if (!('data' in answer) || !answer.data) return;
    onSent();
    void navigate(conversationPath(answer.data.conversationId));
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <NumberField
        accountId={accountId}
        value={phone}
        disabled={isLoading}
        wrong={wrong}
        onChange={(typed) => change({ phone: typed })}
        onPick={(picked) => change({ phone: picked.address, name: picked.name })}
      />
      {person && (
        <Typography variant="pi" textColor="neutral700" data-start-person>
          {person.name ? `${person.name} · ${person.address}` : person.address}
        </Typography>
      )}
      {person && !person.name && (
        <Field.Root name="start-name" hint={t('start.name.hint')}>
          <Field.Label>{t('start.name')}</Field.Label>
          <TextInput
            maxLength={120}
            disabled={isLoading}
            value={name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Field.Hint />
        </Field.Root>
      )}
      <ExistingConversations existing={current?.meta.existing ?? []} joins />
      <Box background="neutral0" hasRadius padding={4} borderColor="neutral150">
        {chosen?.approved ? (
          <ApprovedForm
            key={chosen.id}
            name={chosen.name}
            content={chosen.approved.content}
            values={values}
            sending={isLoading}
            incomplete={person === null}
            error={error}
            onSend={(given) => void send(chosen.id, given)}
            onBack={() => setChosen(null)}
          />
        ) : (
          <Flex direction="column" alignItems="stretch" gap={2}>
            <Typography fontWeight="bold">{t('start.template')}</Typography>
            <ApprovedList
              templates={data.data}
              hidden={hidden}
              values={values}
              none={t('start.template.none')}
              onChoose={setChosen}
            />
          </Flex>
        )}
      </Box>
    </Flex>
  );
}

/** What stands there once nobody types for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}

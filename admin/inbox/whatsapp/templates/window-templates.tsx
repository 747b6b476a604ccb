import { Box } from '@strapi/design-system';
import { useState } from 'react';
import { useGetTemplateChoicesQuery } from '../../../api/templates';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { useTranslate } from '../../../i18n/use-translate';
import type { TemplateChoice } from '../../templates/matching-templates';
import { ApprovedList } from './approved-list';
import { SendApproved } from './send-approved';

interface Props {
  conversationId: string;
  lastSeenMessageId: string | null;
}

/** In place of the editor when the 24 hours are over: only what Meta has approved may go out. */
export function WindowTemplates({ conversationId, lastSeenMessageId }: Props) {
  const t = useTranslate();
  const [chosen, setChosen] = useState<TemplateChoice | null>(null);
  const { data, error, refetch } = useGetTemplateChoicesQuery(conversationId, { refetchOnMountOrArgChange: true });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const { values, hidden } = data.meta;
  if (chosen?.approved)
    return (
      <SendApproved
        key={chosen.id}
        conversationId={conversationId}
        lastSeenMessageId={lastSeenMessageId}
        template={chosen}
        content={chosen.approved.content}
        values={values}
        onBack={() => setChosen(null)}
      />
    );
  return (
    <Box data-window-templates>
      <ApprovedList
        templates={data.data}
        hidden={hidden}
        values={values}
        none={t('whatsapp.templates.none')}
        onChoose={setChosen}
      />
    </Box>
  );
}

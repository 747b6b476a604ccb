import { Box, Flex, TextInput, Typography } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { useGetTemplateChoicesQuery } from '../../../api/templates';
import { useChoiceKeys } from '../../../components/choice';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { useTranslate } from '../../../i18n/use-translate';
import { matchingTemplates, toSearchable, type TemplateChoice } from '../../templates/matching-templates';
import { TemplateChoiceButton } from '../../templates/template-choice-button';
import { HiddenTemplates } from './hidden-templates';
import { SendApproved } from './send-approved';

interface Props {
  conversationId: string;
  lastSeenMessageId: string | null;
}

/** In place of the editor when the 24 hours are over: only what Meta has approved may go out. */
export function WindowTemplates({ conversationId, lastSeenMessageId }: Props) {
  const t = useTranslate();
  const { locale } = useIntl();
  const [typed, setTyped] = useState('');
  const { list, walk, takeFirst } = useChoiceKeys();
  const [chosen, setChosen] = useState<TemplateChoice | null>(null);
  const { data, error, refetch } = useGetTemplateChoicesQuery(conversationId, { refetchOnMountOrArgChange: true });
  const searchable = useMemo(
    () => toSearchable((data?.data ?? []).filter(({ approved }) => approved !== null)),
    [data]
  );
  const found = useMemo(() => matchingTemplates(searchable, typed, locale), [searchable, typed, locale]);
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
    <Flex direction="column" alignItems="stretch" gap={2} onKeyDown={walk} data-window-templates>
      {searchable.length === 0 ? (
        <Typography variant="pi" textColor="neutral700">
          {t('whatsapp.templates.none')}
        </Typography>
      ) : (
        <>
          <TextInput
            size="S"
            aria-label={t('template.search')}
            placeholder={t('template.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={takeFirst}
          />
          <Box maxHeight="24rem" overflow="auto" ref={list}>
            {found.map((template) => (
              <TemplateChoiceButton
                key={template.id}
                template={template}
                body={template.approved?.content.body ?? ''}
                values={values}
                rich={false}
                onChoose={() => setChosen(template)}
              />
            ))}
            {found.length === 0 && (
              <Typography variant="pi" textColor="neutral700">
                {t('template.no-match')}
              </Typography>
            )}
          </Box>
        </>
      )}
      <HiddenTemplates hidden={hidden} />
    </Flex>
  );
}

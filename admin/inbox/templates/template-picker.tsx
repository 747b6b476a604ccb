import { Box, TextInput, Typography } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import type { TemplateValues } from '../../../server/templates/variables';
import { useGetTemplateChoicesQuery } from '../../api/templates';
import { useChoiceKeys } from '../../components/choice';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useTranslate } from '../../i18n/use-translate';
import { matchingTemplates, toSearchable, type TemplateChoice } from './matching-templates';
import type { TemplateSource } from './template-source';
import { TemplateChoiceButton } from './template-choice-button';

/** More are found by typing; nobody scrolls through them. */
const SHOWN = 50;

interface Props {
  source: TemplateSource;
  rich: boolean;
  onChoose: (chosen: { template: TemplateChoice; values: TemplateValues }) => void;
}

/** Templates by what is typed, each as it would stand here. Arrow keys walk, Enter takes. */
export function TemplatePicker({ source, rich, onChoose }: Props) {
  const t = useTranslate();
  const { locale } = useIntl();
  const [typed, setTyped] = useState('');
  const { list, walk, takeFirst } = useChoiceKeys();
  const conversationId = 'conversationId' in source ? source.conversationId : '';
  const inConversation = useGetTemplateChoicesQuery(conversationId, {
    skip: conversationId === '',
    refetchOnMountOrArgChange: true,
  });
  const { error, refetch } = inConversation;
  const data = 'toStart' in source ? source.toStart : inConversation.data;
  const searchable = useMemo(() => toSearchable((data?.data ?? []).filter(({ asText }) => asText)), [data]);
  const found = useMemo(() => matchingTemplates(searchable, typed, locale), [searchable, typed, locale]);
  const values = data?.meta.values ?? {};

  return (
    <Box padding={2} width="44rem" maxWidth="85vw" onKeyDown={walk} data-template-picker>
      <TextInput
        size="S"
        aria-label={t('template.search')}
        placeholder={t('template.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={takeFirst}
      />
      <Box paddingTop={2} maxHeight="36rem" overflow="auto" ref={list}>
        {!data && !error && <LoadingState />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {found.slice(0, SHOWN).map((template) => (
          <TemplateChoiceButton
            key={template.id}
            template={template}
            body={template.body}
            values={values}
            rich={rich}
            onChoose={() => onChoose({ template, values })}
          />
        ))}
        {found.length > SHOWN && (
          <Typography variant="pi" textColor="neutral600">
            {t('template.more', { count: found.length - SHOWN })}
          </Typography>
        )}
        {data && found.length === 0 && (
          <Typography variant="pi" textColor="neutral600">
            {t(searchable.length === 0 ? 'template.none' : 'template.no-match')}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

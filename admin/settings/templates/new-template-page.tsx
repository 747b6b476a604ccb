import { useIntl } from 'react-intl';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { useCreateTemplateMutation, useGetTemplatesQuery } from '../../api/templates';
import { LoadingState } from '../../components/loading-state';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { TemplateForm, type TemplateFields } from './template-form';
import { templatePath } from './templates-paths';

/** Empty, or with the fields of another template to begin with. */
export function NewTemplatePage() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { locale } = useIntl();
  const [search] = useSearchParams();
  const medium = useParams<{ medium: string }>().medium === 'whatsapp' ? 'whatsapp' : 'email';
  const from = search.get('from');
  const { data: templates } = useGetTemplatesQuery(undefined, { skip: from === null });
  const [create, { isLoading, error }] = useCreateTemplateMutation();
  if (from !== null && !templates) return <LoadingState />;
  const source = templates?.find(({ id, medium: of }) => id === from && of === medium);
  const start: TemplateFields = source
    ? { ...pick(source), name: t('templates.copy-of', { name: source.name }).slice(0, 120) }
    : { ...EMPTY, language: locale.slice(0, 2) };
  const save = async (fields: TemplateFields, draft: boolean) => {
    const answer = await create({ ...fields, medium, draft });
    if ('error' in answer) return;
    notify.done(t('templates.saved', { name: fields.name }));
    navigate(templatePath(answer.data.id), { replace: true });
  };
  return (
    <TemplateForm
      key={source?.id ?? medium}
      title={t(`templates.new.${medium}`)}
      medium={medium}
      start={start}
      saving={isLoading}
      error={error}
      onSave={save}
    />
  );
}

const EMPTY: Omit<TemplateFields, 'language'> = {
  name: '',
  accountIds: [],
  labels: [],
  useTypes: ['reply'],
  category: 'utility',
  header: null,
  subject: '',
  body: '',
  footer: '',
  buttons: [],
  examples: {},
};

export const pick = (template: TemplateFields): TemplateFields => {
  const { name, language, accountIds, labels, useTypes, category, header, subject, body, footer, buttons, examples } =
    template;
  return { name, language, accountIds, labels, useTypes, category, header, subject, body, footer, buttons, examples };
};

import { Button, Flex } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useNavigate, useParams } from 'react-router-dom';
import { useDeleteTemplateMutation, useUpdateTemplateMutation } from '../../api/templates';
import { ConfirmButton } from '../../components/confirm-button';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { ApprovalPanel } from './approval-panel';
import { pick } from './new-template-page';
import { TemplateForm, type TemplateFields } from './template-form';
import { TEMPLATES_PATH } from './templates-paths';
import { useFollowedTemplates } from './use-followed-templates';

export function EditTemplatePage() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { templateId = '' } = useParams<{ templateId: string }>();
  const { data, error, refetch } = useFollowedTemplates();
  const [update, updating] = useUpdateTemplateMutation();
  const [remove, removing] = useDeleteTemplateMutation();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const template = data.find(({ id }) => id === templateId);
  if (!template) return <EmptyState title={t('templates.missing.title')} hint={t('templates.missing.hint')} />;

  const save = async (fields: TemplateFields, draft: boolean) => {
    const answer = await update({ id: template.id, changes: { ...fields, draft } });
    if (!('error' in answer)) notify.done(t('templates.saved', { name: fields.name }));
  };
  const archive = async () => {
    const answer = await update({ id: template.id, changes: { archived: !template.archived } });
    if ('error' in answer) notify.failed(answer.error);
  };
  const confirmRemoval = async () => {
    const answer = await remove(template.id);
    if ('error' in answer) notify.failed(answer.error);
    else navigate(TEMPLATES_PATH, { replace: true });
  };
  return (
    <TemplateForm
      key={template.id}
      title={template.name}
      medium={template.medium}
      start={pick(template)}
      saving={updating.isLoading}
      error={updating.error}
      onSave={save}
      fixed={{
        language: template.approvals.length > 0,
        category: template.approvals.some(({ state }) => state === 'approved'),
      }}
      readOnly={template.approvals.some(({ madeAtMeta }) => madeAtMeta)}
      approval={template.state !== 'ready' && <ApprovalPanel template={template} />}
      actions={
        <Flex gap={2} wrap="wrap">
          <Button variant="tertiary" disabled={updating.isLoading} onClick={() => void archive()}>
            {t(template.archived ? 'templates.restore' : 'templates.archive')}
          </Button>
          <ConfirmButton
            label={t('action.delete')}
            title={t('templates.delete.title', { name: template.name })}
            confirmLabel={t('action.delete')}
            variant="danger-light"
            startIcon={<Trash />}
            loading={removing.isLoading}
            onConfirm={() => void confirmRemoval()}
          >
            {t(template.approvals.length > 0 ? 'templates.delete.text.meta' : 'templates.delete.text')}
          </ConfirmButton>
        </Flex>
      }
    />
  );
}

import { Button, Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { MAX_TEMPLATE_NAME, MAX_TEMPLATE_SUBJECT, type CreateTemplate } from '../../../server/api/contracts/templates';
import { unknownVariables } from '../../../server/templates/language';
import { lintTemplate } from '../../../server/templates/whatsapp/lint';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import { Notice } from '../../components/notice';
import { Section } from '../../components/section';
import { AccountsField } from './accounts-field';
import { ApprovedParts } from './approved-parts';
import { BodyField } from './body-field';
import { TEMPLATES_PATH } from './templates-paths';
import { TemplatePreview } from './template-preview';
import { Findings } from './findings';
import { UnknownVariables } from './unknown-variables';
import { UseTypesField } from './use-types-field';

export type TemplateFields = Omit<CreateTemplate, 'medium' | 'draft'>;

const LANGUAGES = ['es', 'en', 'ca', 'eu', 'gl', 'pt', 'fr', 'de', 'it'];

interface Props {
  title: string;
  medium: CreateTemplate['medium'];
  start: TemplateFields;
  saving: boolean;
  error: unknown;
  /** Meta does not let these be changed any more. */
  fixed?: { language: boolean; category: boolean };
  /** It was made at Meta: it can be read here, and copied. */
  readOnly?: boolean;
  /** How it stands with Meta. */
  approval?: ReactNode;
  /** What can be done besides saving. */
  actions?: ReactNode;
  /** `draft`: without submitting it to Meta. */
  onSave: (fields: TemplateFields, draft: boolean) => Promise<void>;
}

/** A template, and beside it how it will read. */
export function TemplateForm({
  title,
  medium,
  start,
  saving,
  error,
  fixed,
  readOnly = false,
  approval,
  actions,
  onSave,
}: Props) {
  const t = useTranslate();
  const { formatDisplayName } = useIntl();
  const errorText = useApiErrorText();
  const [fields, setFields] = useState(start);
  const [labels, setLabels] = useState(start.labels.join(', '));
  const [tried, setTried] = useState(false);
  const change = (part: Partial<TemplateFields>) => setFields((before) => ({ ...before, ...part }));
  const languages = LANGUAGES.includes(fields.language) ? LANGUAGES : [fields.language, ...LANGUAGES];
  const unknown = readOnly ? [] : unknownVariables(`${fields.subject}\n${fields.body}`);
  const nameMissing = fields.name.trim() === '';
  const bodyMissing = fields.body.replace(/<[^>]*>/g, '').trim() === '';

  const approved = medium === 'whatsapp' && fields.useTypes.some((type) => type !== 'reply');
  const { header, body, footer, buttons } = fields;
  const content = { header, body, footer, buttons };
  const findings = approved && !readOnly ? lintTemplate(content) : [];
  const refused = findings.some(({ severity }) => severity === 'error');
  // A new page is not full of what was not written yet.
  const shown = body === '' && !tried ? [] : findings;

  const save = (draft: boolean) => {
    setTried(true);
    if (nameMissing || bodyMissing || unknown.length > 0 || (refused && !draft)) return;
    const list = labels.split(',').flatMap((label) => label.trim() || []);
    void onSave({ ...fields, name: fields.name.trim(), labels: list }, draft);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(false);
  };
  return (
    <Page.Main>
      <form noValidate onSubmit={submit}>
        <Layouts.Header
          title={title}
          navigationAction={<BackButton fallback={TEMPLATES_PATH} />}
          primaryAction={
            !readOnly && (
              <Flex gap={2} wrap="wrap">
                {approved && (
                  <Button variant="secondary" disabled={saving} onClick={() => save(true)}>
                    {t('templates.save-draft')}
                  </Button>
                )}
                <Button type="submit" loading={saving}>
                  {t(approved ? 'templates.save-and-submit' : 'action.save')}
                </Button>
              </Flex>
            )
          }
        />
        <Layouts.Content>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {error !== undefined && <Notice tone="danger">{errorText(error)}</Notice>}
            {readOnly && <Notice tone="info">{t('error.template-made-at-meta')}</Notice>}
            {approval}
            <Section title={t('templates.section')}>
              <Grid.Root gap={4}>
                <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root
                    name="template-name"
                    required
                    error={tried && nameMissing ? t('form.problem.required') : undefined}
                  >
                    <Field.Label>{t('templates.name')}</Field.Label>
                    <TextInput
                      maxLength={MAX_TEMPLATE_NAME}
                      value={fields.name}
                      onChange={(event) => change({ name: event.target.value })}
                    />
                    <Field.Error />
                  </Field.Root>
                </Grid.Item>
                <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root name="template-language">
                    <Field.Label>{t('templates.language')}</Field.Label>
                    <SingleSelect
                      value={fields.language}
                      disabled={fixed?.language === true}
                      onChange={(value) => change({ language: String(value) })}
                    >
                      {languages.map((language) => (
                        <SingleSelectOption key={language} value={language}>
                          {formatDisplayName(language.replace('_', '-'), { type: 'language' }) ?? language}
                        </SingleSelectOption>
                      ))}
                    </SingleSelect>
                  </Field.Root>
                </Grid.Item>
                <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
                  <AccountsField
                    medium={medium}
                    value={fields.accountIds}
                    onChange={(accountIds) => change({ accountIds })}
                  />
                </Grid.Item>
                <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
                  <Field.Root name="template-labels" hint={t('templates.labels.hint')}>
                    <Field.Label>{t('templates.labels')}</Field.Label>
                    <TextInput maxLength={400} value={labels} onChange={(event) => setLabels(event.target.value)} />
                    <Field.Hint />
                  </Field.Root>
                </Grid.Item>
                <Grid.Item col={12} direction="column" alignItems="stretch">
                  <UseTypesField
                    medium={medium}
                    value={fields.useTypes}
                    onChange={(useTypes) => change({ useTypes })}
                  />
                </Grid.Item>
                {medium === 'email' && fields.useTypes.includes('start') && (
                  <Grid.Item col={12} direction="column" alignItems="stretch">
                    <Field.Root name="template-subject" hint={t('templates.subject.hint')}>
                      <Field.Label>{t('templates.subject')}</Field.Label>
                      <TextInput
                        maxLength={MAX_TEMPLATE_SUBJECT}
                        value={fields.subject}
                        onChange={(event) => change({ subject: event.target.value })}
                      />
                      <Field.Hint />
                    </Field.Root>
                  </Grid.Item>
                )}
              </Grid.Root>
            </Section>
            <Section
              title={t('templates.body')}
              hint={t('templates.body.hint', { example: `{{customer_name | "${t('templates.body.fallback')}"}}` })}
            >
              <BodyField medium={medium} value={fields.body} onChange={(body) => change({ body })} />
              {tried && bodyMissing && <Notice tone="danger">{t('form.problem.required')}</Notice>}
              <UnknownVariables unknown={unknown} />
            </Section>
            {approved && <ApprovedParts {...fields} categoryFixed={fixed?.category === true} onChange={change} />}
            <Findings findings={shown} content={content} />
            <TemplatePreview
              medium={medium}
              subject={fields.subject}
              content={approved ? content : { ...content, header: null, footer: '', buttons: [] }}
            />
            {actions}
          </Flex>
        </Layouts.Content>
      </form>
    </Page.Main>
  );
}

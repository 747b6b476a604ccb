import { Button, Flex, Grid } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { Blocker, Form, Layouts, type FormHelpers } from '@strapi/strapi/admin';
import { readApiError } from '../../../api/api-error';
import { Section } from '../../../components/section';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { WideBackButton } from '../wide-back-button';
import { AuthorisedField } from './authorised-field';
import { CredentialFields } from './credential-fields';
import { asFormErrors, problemTexts, serverTexts } from './form-errors';
import { findProblems } from './form-validation';
import { needsPasswordAgain, type AccountFormValues } from './form-values';
import { NumberField } from './number-field';
import { FoldersField } from './folders/folders-field';
import { ServerFields } from './server-fields';
import { ServerSuggestion } from './servers/server-suggestion';
import { TestPanel } from './test-panel';
import { TextField } from './text-field';
import { UntestedDialog } from './untested-dialog';
import { useConnectionTest } from './use-connection-test';
import { useUntestedQuestion } from './use-untested-question';

interface Props {
  title: string;
  subtitle: string;
  fallback: string;
  initialValues: AccountFormValues;
  /** Null for a new account. */
  stored: { id: string; values: AccountFormValues; passwordUpdatedAt: string | null } | null;
  /** Saves and leaves the page; rejects with the API's error. */
  onSave: (values: AccountFormValues) => Promise<void>;
}

export function AccountForm({ title, subtitle, fallback, initialValues, stored, onSave }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const test = useConnectionTest(stored?.id ?? null);
  const question = useUntestedQuestion();

  const submit = async (values: AccountFormValues, { setErrors }: FormHelpers<AccountFormValues>) => {
    const problems = findProblems(values, stored?.values ?? null);
    if (problems.length > 0) {
      setErrors(asFormErrors(problemTexts(problems, t)));
      return;
    }
    const sameConnection = stored !== null && !values.password && !needsPasswordAgain(stored.values, values);
    if (!sameConnection && !(await question.ask(test.verdictFor(values)))) return;
    try {
      await onSave(values);
    } catch (error) {
      setErrors(asFormErrors(serverTexts(readApiError(error).fields, t)));
      notify.failed(error);
    }
  };

  return (
    <Form<AccountFormValues> method={stored ? 'PUT' : 'POST'} initialValues={initialValues} onSubmit={submit}>
      {({ isSubmitting, modified }) => (
        <>
          <Layouts.Header
            title={title}
            subtitle={subtitle}
            navigationAction={<WideBackButton fallback={fallback} />}
            primaryAction={
              <Button type="submit" startIcon={<Check />} loading={isSubmitting} disabled={!modified}>
                {t('action.save')}
              </Button>
            }
          />
          <Layouts.Content>
            <Flex direction="column" alignItems="stretch" gap={6}>
              <Section title={t('form.identity')} hint={t('form.identity.hint')}>
                <Grid.Root gap={4}>
                  <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
                    <TextField
                      name="address"
                      label={t('account.address')}
                      inputMode="email"
                      placeholder={t('form.address.example')}
                      required
                    />
                  </Grid.Item>
                  <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
                    <TextField name="senderName" label={t('form.sender-name')} hint={t('form.sender-name.hint')} />
                  </Grid.Item>
                  <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
                    <TextField name="companyName" label={t('form.company-name')} hint={t('form.company-name.hint')} />
                  </Grid.Item>
                  <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
                    <TextField name="name" label={t('account.name')} hint={t('form.name.hint')} />
                  </Grid.Item>
                </Grid.Root>
                {!stored && <ServerSuggestion />}
              </Section>
              <Section title={t('form.imap')} hint={t('form.imap.hint')}>
                <ServerFields protocol="imap" />
              </Section>
              <Section title={t('form.smtp')} hint={t('form.smtp.hint')}>
                <ServerFields protocol="smtp" />
              </Section>
              <Section title={t('form.credentials')} hint={t('form.credentials.hint')}>
                <CredentialFields stored={stored} />
              </Section>
              <TestPanel test={test} stored={stored?.values ?? null} />
              <FoldersField stored={stored} />
              <Section title={t('form.import')}>
                <NumberField name="importDays" label={t('form.import-days')} hint={t('form.import-days.hint')} />
              </Section>
              {!stored && (
                <Section title={t('authorised.section')}>
                  <AuthorisedField />
                </Section>
              )}
            </Flex>
          </Layouts.Content>
          <UntestedDialog verdict={question.verdict} onAnswer={question.answer} />
          <Blocker />
        </>
      )}
    </Form>
  );
}

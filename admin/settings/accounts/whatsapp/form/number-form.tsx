import { Button, Flex } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { Blocker, Form, Layouts, type FormErrors, type FormHelpers } from '@strapi/strapi/admin';
import { readApiError } from '../../../../api/api-error';
import { Section } from '../../../../components/section';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { AuthorisedField } from '../../form/authorised-field';
import { UntestedDialog } from '../../form/untested-dialog';
import { useUntestedQuestion } from '../../form/use-untested-question';
import { WideBackButton } from '../../wide-back-button';
import { CheckPanel } from './check-panel';
import { asNumberErrors } from './number-errors';
import { NumberFields } from './number-fields';
import { numberProblems, type NumberValues } from './number-values';
import { useNumberCheck } from './use-number-check';

interface Props {
  title: string;
  subtitle: string;
  fallback: string;
  initialValues: NumberValues;
  /** Null for a new account. */
  stored: { id: string; values: NumberValues } | null;
  /** Saves and leaves the page; rejects with the API's error. */
  onSave: (values: NumberValues) => Promise<void>;
}

export function NumberForm({ title, subtitle, fallback, initialValues, stored, onSave }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const check = useNumberCheck(stored);
  const question = useUntestedQuestion();

  const submit = async (values: NumberValues, { setErrors }: FormHelpers<NumberValues>) => {
    const problems = numberProblems(values, stored?.values ?? null);
    if (Object.keys(problems).length > 0) {
      setErrors(asNumberErrors(problems, t));
      return;
    }
    if (!check.isStored(values) && !(await question.ask(check.verdictFor(values)))) return;
    try {
      await onSave(values);
    } catch (error) {
      setErrors(readApiError(error).fields as FormErrors<NumberValues>);
      notify.failed(error);
    }
  };

  return (
    <Form<NumberValues> method={stored ? 'PUT' : 'POST'} initialValues={initialValues} onSubmit={submit}>
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
              <NumberFields stored={stored?.values ?? null} />
              <CheckPanel check={check} stored={stored?.values ?? null} />
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

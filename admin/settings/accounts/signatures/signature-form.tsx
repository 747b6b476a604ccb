import { Button, Checkbox, Field, Flex, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { SignatureDto } from '../../../../server/api/contracts/signatures';
import { useSaveSignatureMutation } from '../../../api/signatures';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { PeopleField } from './people-field';
import { SignatureEditor } from './signature-editor';
import { SignaturePreview } from './signature-preview';

interface Props {
  accountId: string;
  /** Null for a new one. */
  signature: SignatureDto | null;
  onClose: () => void;
}

const STARTER = '<p><b>{{user_name}}</b><br>{{user_job_title}}<br>{{company_name}}<br>{{user_phone}}</p>';

export function SignatureForm({ accountId, signature, onClose }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [save, { isLoading }] = useSaveSignatureMutation();
  const [view, setView] = useState<'visual' | 'source'>('visual');
  const [pictures, setPictures] = useState(signature?.pictures ?? []);
  const [nameMissing, setNameMissing] = useState(false);
  const [values, setValues] = useState({
    name: signature?.name ?? '',
    html: signature?.html ?? STARTER,
    isAccountDefault: signature?.isAccountDefault ?? false,
    userIds: signature?.userIds ?? [],
    everywhereUserIds: signature?.everywhereUserIds ?? [],
  });
  const change = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));

  const submit = async () => {
    const name = values.name.trim();
    setNameMissing(name === '');
    if (name === '') return;
    const answer = await save({ accountId, id: signature?.id ?? null, signature: { ...values, name } });
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    const { removed } = answer.data;
    notify.done(
      removed.length > 0 ? t('signature.saved.removed', { parts: removed.join(' · ') }) : t('signature.saved')
    );
    onClose();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Field.Root name="signature-name" required error={nameMissing ? t('form.problem.required') : undefined}>
        <Field.Label>{t('signature.name')}</Field.Label>
        <TextInput maxLength={120} value={values.name} onChange={(event) => change({ name: event.target.value })} />
        <Field.Error />
      </Field.Root>
      <Flex gap={1} role="group" aria-label={t('signature.view')}>
        {(['visual', 'source'] as const).map((each) => (
          <Button
            key={each}
            size="S"
            variant={each === view ? 'secondary' : 'ghost'}
            aria-pressed={each === view}
            onClick={() => setView(each)}
          >
            {t(`signature.view.${each}`)}
          </Button>
        ))}
      </Flex>
      {view === 'visual' ? (
        <SignatureEditor
          accountId={accountId}
          html={values.html}
          pictures={pictures}
          onPictures={(added) => setPictures((before) => [...before, ...added])}
          onChange={(html) => change({ html })}
        />
      ) : (
        <Field.Root name="signature-source" hint={t('signature.source.hint')}>
          <Field.Label>{t('signature.view.source')}</Field.Label>
          <Textarea
            rows={12}
            spellCheck={false}
            style={{ fontFamily: 'monospace' }}
            value={values.html}
            onChange={(event) => change({ html: event.target.value })}
          />
          <Field.Hint />
        </Field.Root>
      )}
      <SignaturePreview accountId={accountId} html={values.html} />
      <Checkbox
        checked={values.isAccountDefault}
        onCheckedChange={(checked) => change({ isAccountDefault: checked === true })}
      >
        {t('signature.default.account')}
      </Checkbox>
      <PeopleField
        name="signature-users"
        label={t('signature.default.users')}
        hint={t('signature.default.users.hint')}
        value={values.userIds}
        onChange={(userIds) => change({ userIds })}
      />
      <PeopleField
        name="signature-users-everywhere"
        label={t('signature.default.everywhere')}
        hint={t('signature.default.everywhere.hint')}
        value={values.everywhereUserIds}
        onChange={(everywhereUserIds) => change({ everywhereUserIds })}
      />
      <Flex gap={2}>
        <Button loading={isLoading} onClick={() => void submit()}>
          {t('signature.save')}
        </Button>
        <Button variant="tertiary" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </Flex>
    </Flex>
  );
}

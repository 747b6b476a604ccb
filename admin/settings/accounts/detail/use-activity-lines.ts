import { useCallback } from 'react';
import type { AuditEntryDto } from '../../../../server/api/contracts/accounts';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import type { TranslationKey } from '../../../i18n/translation-key';
import { useTranslate } from '../../../i18n/use-translate';
import { fieldChanges, hostAccessChanges, idsIn } from './activity-details';

const LABELS: Record<string, TranslationKey> = {
  name: 'account.name',
  address: 'account.address',
  senderName: 'form.sender-name',
  companyName: 'form.company-name',
  signatureChoice: 'signature.choice',
  undoSeconds: 'undo.label',
  username: 'form.username',
  importDays: 'form.import-days',
  folders: 'folders.title',
  'imap.host': 'form.imap.host',
  'imap.port': 'activity.imap.port',
  'imap.security': 'activity.imap.security',
  'smtp.host': 'form.smtp.host',
  'smtp.port': 'activity.smtp.port',
  'smtp.security': 'activity.smtp.security',
};

/** What an entry of the activity says beyond its heading, one line each. */
export function useActivityLines(): (entry: AuditEntryDto) => string[] {
  const t = useTranslate();
  const { data: people } = useGetCandidatesQuery();
  return useCallback(
    ({ details }) => {
      const names = (ids: number[]) =>
        ids
          .map((id) => people?.find((person) => person.id === id)?.name ?? t('activity.unknown-person', { id }))
          .join(', ');
      const added = idsIn(details.added);
      const removed = idsIn(details.removed);
      return [
        ...fieldChanges(details).map(({ field, before, after }) => {
          const label = LABELS[field];
          return t('activity.change', { field: label ? t(label) : field, before, after });
        }),
        ...hostAccessChanges(details).map(({ name, before, after }) =>
          t('activity.change', { field: name, before: t(`host-access.${before}`), after: t(`host-access.${after}`) })
        ),
        ...(typeof details.signature === 'string' ? [t('activity.signature', { name: details.signature })] : []),
        ...(details.passwordChanged === true ? [t('activity.password')] : []),
        ...(added.length > 0 ? [t('activity.added', { names: names(added) })] : []),
        ...(removed.length > 0 ? [t('activity.removed', { names: names(removed) })] : []),
        ...(details.themselves === true ? [t('activity.themselves')] : []),
      ];
    },
    [people, t]
  );
}

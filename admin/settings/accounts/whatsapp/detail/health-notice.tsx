import type { MessagingHealthDto } from '../../../../../server/api/contracts/whatsapp-accounts';
import { Notice } from '../../../../components/notice';
import { useTranslate } from '../../../../i18n/use-translate';
import { ENTITIES, knownWord } from './known-words';

/** What Meta says against messages of this number. Its own words, in its own language: there are too many to know. */
export function HealthNotice({ health: { sending, problems } }: { health: MessagingHealthDto }) {
  const t = useTranslate();
  if (problems.length === 0) return null;
  return (
    <Notice tone={sending === 'BLOCKED' ? 'danger' : 'warning'} title={t('whatsapp.health')}>
      {problems.map(({ entity, text, solution }) => {
        const known = knownWord(ENTITIES, entity);
        return (
          <div key={`${entity} ${text}`}>
            {known ? t(`whatsapp.entity.${known}`) : entity}: {text} {solution}
          </div>
        );
      })}
    </Notice>
  );
}

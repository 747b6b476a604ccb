import { Typography } from '@strapi/design-system';
import type { SearchMatchDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';

/** Where the words of a search stand. The pieces are text, and React draws them as such. */
export function MatchExcerpt({ match }: { match: SearchMatchDto }) {
  const t = useTranslate();
  return (
    <Typography variant="pi" textColor="neutral700" data-match={match.field} ellipsis>
      {t(`inbox.match.${match.field}`)}{' '}
      {match.excerpt.map(({ text, marked }, index) =>
        marked ? (
          <mark key={index}>
            <ForeignText>{text}</ForeignText>
          </mark>
        ) : (
          <ForeignText key={index}>{text}</ForeignText>
        )
      )}
    </Typography>
  );
}

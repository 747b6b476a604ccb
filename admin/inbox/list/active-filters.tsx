import { Flex, Tag, TextButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { InboxFilters } from '../../api/inbox';
import { useGetTagsQuery } from '../../api/tags';
import { useTranslate } from '../../i18n/use-translate';
import { localDay } from './filters-in-url';
import { tagIdsOf, withTags } from './tags-of-filters';
import { SaveView } from './views/save-view';

interface Props {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** What the controls above hide once they are closed, each with a way to take it off; and what to do with all of them. */
export function ActiveFilters({ filters, onChange }: Props) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const ids = tagIdsOf(filters);
  const { data: tags = [] } = useGetTagsQuery(undefined, { skip: ids.length === 0 });
  const day = (text: string) => formatDate(localDay(text), { dateStyle: 'medium' });
  const { channel, from, to, customer, contact, sort } = filters;
  const chips: { key: string; text: string; without: InboxFilters }[] = [
    ...ids.map((id) => ({
      key: id,
      text: tags.find((tag) => tag.id === id)?.name ?? t('inbox.filter.tags'),
      without: withTags(
        filters,
        ids.filter((other) => other !== id)
      ),
    })),
    ...(channel
      ? [{ key: 'channel', text: t(`inbox.filter.channel.${channel}`), without: { ...filters, channel: undefined } }]
      : []),
    ...(from
      ? [{ key: 'from', text: t('inbox.active.from', { day: day(from) }), without: { ...filters, from: undefined } }]
      : []),
    ...(to
      ? [{ key: 'to', text: t('inbox.active.to', { day: day(to) }), without: { ...filters, to: undefined } }]
      : []),
    ...(sort ? [{ key: 'sort', text: t('inbox.sort.waiting'), without: { ...filters, sort: undefined } }] : []),
    ...(customer
      ? [{ key: 'customer', text: t('inbox.active.customer'), without: { ...filters, customer: undefined } }]
      : []),
    ...(contact
      ? [{ key: 'contact', text: t('inbox.active.contact'), without: { ...filters, contact: undefined } }]
      : []),
  ];
  if (!Object.values(filters).some(Boolean)) return null;
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={t('inbox.active.label')}>
      {chips.map(({ key, text, without }) => (
        <Tag
          key={key}
          icon={<Cross aria-hidden />}
          label={t('inbox.active.remove', { name: text })}
          onClick={() => onChange(without)}
        >
          {text}
        </Tag>
      ))}
      <TextButton onClick={() => onChange({})}>{t('inbox.filters.clear')}</TextButton>
      <SaveView filters={filters} />
    </Flex>
  );
}

import { Button, Field, Flex, Popover, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { Faders } from '@strapi/icons';
import type { InboxFilters } from '../../api/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { CHANNELS } from './filters-in-url';

const ALL = 'all';

interface Props {
  /** Mail and WhatsApp are both there. */
  hasBothMedia: boolean;
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** What is asked for less often: the medium, days, and who stands first. */
export function MoreFilters({ hasBothMedia, filters, onChange }: Props) {
  const t = useTranslate();
  const { channel, from, to, sort } = filters;
  const active = [channel, from, to, sort].filter(Boolean).length;
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button size="S" variant={active > 0 ? 'secondary' : 'tertiary'} startIcon={<Faders />}>
          {active > 0 ? t('inbox.filter.more.count', { count: active }) : t('inbox.filter.more')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="start">
        <Flex direction="column" alignItems="stretch" gap={3} padding={3} width="26rem" maxWidth="80vw">
          {hasBothMedia && (
            <Field.Root>
              <Field.Label>{t('inbox.filter.channel')}</Field.Label>
              <SingleSelect
                size="S"
                value={channel ?? ALL}
                onChange={(value) => onChange({ ...filters, channel: CHANNELS.find((one) => one === value) })}
              >
                <SingleSelectOption value={ALL}>{t('inbox.filter.channel.all')}</SingleSelectOption>
                {CHANNELS.map((name) => (
                  <SingleSelectOption key={name} value={name}>
                    {t(`inbox.filter.channel.${name}`)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          )}
          {(['from', 'to'] as const).map((name) => (
            <Field.Root key={name}>
              <Field.Label>{t(`inbox.filter.${name}`)}</Field.Label>
              <TextInput
                type="date"
                size="S"
                value={filters[name] ?? ''}
                min={name === 'to' ? from : undefined}
                max={name === 'from' ? to : undefined}
                onChange={(event) => onChange({ ...filters, [name]: event.target.value || undefined })}
              />
            </Field.Root>
          ))}
          <Field.Root>
            <Field.Label>{t('inbox.sort')}</Field.Label>
            <SingleSelect
              size="S"
              value={sort ?? 'newest'}
              onChange={(value) => onChange({ ...filters, sort: value === 'waiting' ? 'waiting' : undefined })}
            >
              <SingleSelectOption value="newest">{t('inbox.sort.newest')}</SingleSelectOption>
              <SingleSelectOption value="waiting">{t('inbox.sort.waiting')}</SingleSelectOption>
            </SingleSelect>
          </Field.Root>
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}

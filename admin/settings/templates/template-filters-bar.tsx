import { Button, Flex, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { USE_TYPES, type TemplateDto } from '../../../server/api/contracts/templates';
import { useGetTemplateAccountsQuery } from '../../api/templates';
import { useTranslate } from '../../i18n/use-translate';
import type { TemplateFilters } from './template-filters';

const ALL = 'all';
const MEDIA = ['email', 'whatsapp'] as const;
const STATES = ['approved', 'pending', 'attention'] as const;
const CATEGORIES = ['utility', 'marketing'] as const;

interface Props {
  templates: readonly TemplateDto[];
  filters: TemplateFilters;
  onChange: (filters: TemplateFilters) => void;
  children: ReactNode;
}

/** What there is to choose from is what the templates and accounts have; a choice of one is none. */
export function TemplateFiltersBar({ templates, filters, onChange, children }: Props) {
  const t = useTranslate();
  const { formatDisplayName } = useIntl();
  const { data: accounts = [] } = useGetTemplateAccountsQuery();
  const languages = [...new Set(templates.map(({ language }) => language))].sort();
  const change = (part: Partial<TemplateFilters>) => onChange({ ...filters, ...part });
  const nameOf = (language: string) => formatDisplayName(language.replace('_', '-'), { type: 'language' }) ?? language;
  return (
    <Flex gap={2} wrap="wrap">
      <TextInput
        size="S"
        aria-label={t('template.search')}
        placeholder={t('template.search')}
        value={filters.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Choose
        label={t('inbox.filter.channel')}
        all={t('inbox.filter.channel.all')}
        value={filters.medium}
        options={MEDIA.map((medium) => ({ value: medium, text: t(`inbox.filter.channel.${medium}`) }))}
        onChange={(medium) => change({ medium })}
      />
      <Choose
        label={t('templates.filter.account')}
        all={t('templates.filter.account.all')}
        value={filters.account?.id ?? null}
        options={accounts.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={(id) => change({ account: accounts.find((account) => account.id === id) ?? null })}
      />
      <Choose
        label={t('templates.use-types')}
        all={t('templates.filter.use-type.all')}
        value={filters.useType}
        options={USE_TYPES.map((type) => ({ value: type, text: t(`templates.use-type.${type}`) }))}
        onChange={(useType) => change({ useType })}
      />
      {templates.some(({ remoteName }) => remoteName !== null) && (
        <Choose
          label={t('templates.category')}
          all={t('templates.filter.category.all')}
          value={CATEGORIES.find((one) => one === filters.category) ?? null}
          options={CATEGORIES.map((category) => ({ value: category, text: t(`templates.category.${category}`) }))}
          onChange={(category) => change({ category })}
        />
      )}
      <Choose
        label={t('templates.language')}
        all={t('templates.filter.language.all')}
        value={filters.language}
        options={languages.map((language) => ({ value: language, text: nameOf(language) }))}
        onChange={(language) => change({ language })}
      />
      <Choose
        label={t('templates.state')}
        all={t('templates.state.all')}
        value={filters.state}
        options={STATES.map((state) => ({ value: state, text: t(`templates.state.group.${state}`) }))}
        onChange={(state) => change({ state })}
      />
      <Button
        size="S"
        variant={filters.archived ? 'secondary' : 'tertiary'}
        aria-pressed={filters.archived}
        onClick={() => change({ archived: !filters.archived })}
      >
        {t('templates.archived')}
      </Button>
      {children}
    </Flex>
  );
}

interface ChooseProps<Value extends string> {
  label: string;
  all: string;
  value: Value | null;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value | null) => void;
}

function Choose<Value extends string>({ label, all, value, options, onChange }: ChooseProps<Value>) {
  if (options.length < 2 && value === null) return null;
  return (
    <SingleSelect
      size="S"
      aria-label={label}
      value={value ?? ALL}
      onChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value ?? null)}
    >
      <SingleSelectOption value={ALL}>{all}</SingleSelectOption>
      {options.map((option) => (
        <SingleSelectOption key={option.value} value={option.value}>
          {option.text}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}

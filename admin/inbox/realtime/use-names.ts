import { useIntl } from 'react-intl';

/** Names as the language of the page lists them. */
export function useNames(): (people: { name: string }[]) => string {
  const { formatList } = useIntl();
  return (people) => formatList(people.map(({ name }) => name));
}

import { useRef, type KeyboardEvent } from 'react';
import { useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath } from '../inbox-paths';
import { ConversationRow } from './conversation-row';
import { useRowSelection } from './selection/selection-context';
import { stepInList } from './step-in-list';

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
`;

interface Props {
  conversations: ConversationDto[];
  selectedId: string | null;
  /** Nothing shall be chosen any more. */
  onEscape: () => void;
}

/** One stop for Tab; arrows, j and k, Home and End move inside, Enter opens, the space bar chooses. */
export function ConversationRows({ conversations, selectedId, onEscape }: Props) {
  const t = useTranslate();
  const { search } = useLocation();
  const { toggle: choose } = useRowSelection();
  const list = useRef<HTMLUListElement>(null);
  const stop = conversations.some(({ id }) => id === selectedId) ? selectedId : (conversations[0]?.id ?? null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-conversation]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    if (event.key === 'Escape') onEscape();
    if (event.key === ' ' && at >= 0) {
      event.preventDefault();
      choose(links[at]?.dataset['conversation'] ?? '', event.shiftKey);
    }
    const next = stepInList(event.key, at, links.length);
    if (next === null) return;
    event.preventDefault();
    links[next]?.focus();
  };

  return (
    <List ref={list} aria-label={t('inbox.list.label')} onKeyDown={onKeyDown}>
      {conversations.map((conversation) => (
        <ConversationRow
          key={conversation.id}
          conversation={conversation}
          selected={conversation.id === selectedId}
          tabStop={conversation.id === stop}
          href={conversationPath(conversation.id) + search}
        />
      ))}
    </List>
  );
}

import { Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { NotificationDto } from '../../../server/api/contracts/notifications';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath } from '../inbox-paths';

const Entry = styled(Link)<{ $unread: boolean }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => theme.spaces[2]};
  color: inherit;
  text-decoration: none;
  border-left: 3px solid ${({ theme, $unread }) => ($unread ? theme.colors.primary600 : 'transparent')};
  border-radius: ${({ theme }) => theme.borderRadius};

  &:hover,
  &:focus-visible {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

interface Props {
  item: NotificationDto;
  onOpen: () => void;
}

export function NotificationItem({ item, onOpen }: Props) {
  const t = useTranslate();
  const { kind, by, read, subject, contact, account, at } = item;
  return (
    <li>
      <Entry to={conversationPath(item.conversationId)} $unread={!read} data-notification={kind} onClick={onOpen}>
        <Typography fontWeight={read ? 'regular' : 'bold'}>
          {t(`notifications.${kind}`, { by: by ?? t('notifications.somebody'), contact })}
        </Typography>
        <Typography variant="pi" textColor="neutral600" ellipsis>
          <ForeignText>{subject || contact}</ForeignText> · {account} · <InstantText at={at} />
        </Typography>
      </Entry>
    </li>
  );
}

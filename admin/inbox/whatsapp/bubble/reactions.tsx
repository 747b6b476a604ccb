import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { ReactionPicker } from './reaction-picker';
import { useReact } from './use-react';

const Own = styled.button`
  padding: 0 ${({ theme }) => theme.spaces[2]};
  border: 1px solid ${({ theme }) => theme.colors.primary200};
  border-radius: 999px;
  background: ${({ theme }) => theme.colors.primary100};
  cursor: pointer;
  font-size: 1.4rem;
`;

interface Props {
  conversationId: string;
  message: MessageDto;
  mayReact: boolean;
  children?: React.ReactNode;
}

/** Under the message, as on a phone. Ours is a button that takes it back. */
export function Reactions({ conversationId, message, mayReact, children }: Props) {
  const t = useTranslate();
  const { react, isLoading } = useReact(conversationId, message.id);
  const reactions = message.whatsapp?.reactions ?? [];
  return (
    <Flex gap={2} wrap="wrap">
      {reactions.map(({ emoji, by }) =>
        by === 'us' ? (
          <Own
            key={by}
            type="button"
            disabled={isLoading || !mayReact}
            aria-label={t('whatsapp.reaction.remove', { emoji })}
            onClick={() => void react(null)}
          >
            {emoji}
          </Own>
        ) : (
          <Typography
            key={by}
            role="img"
            aria-label={t('whatsapp.reaction.theirs', { emoji })}
            data-reaction={by}
            style={{ fontSize: '1.6rem' }}
          >
            {emoji}
          </Typography>
        )
      )}
      {mayReact && <ReactionPicker disabled={isLoading} onPick={(emoji) => void react(emoji)} />}
      {children}
    </Flex>
  );
}

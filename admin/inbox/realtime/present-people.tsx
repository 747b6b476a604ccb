import { Flex, Typography } from '@strapi/design-system';
import { Eye, Pencil } from '@strapi/icons';
import { styled } from 'styled-components';
import { useTranslate } from '../../i18n/use-translate';
import { useNames } from './use-names';
import { usePresence } from './presence-store';

const Line = styled(Flex)<{ $writing: boolean }>`
  flex-shrink: 0;
  background: ${({ theme, $writing }) => ($writing ? theme.colors.warning100 : theme.colors.primary100)};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

/** Above the place where one writes: who else is here, before two answer the same customer. */
export function PresentPeople({ conversationId }: { conversationId: string }) {
  const t = useTranslate();
  const names = useNames();
  const present = usePresence(conversationId);
  const writing = present.filter(({ typing }) => typing);
  const shown = writing.length > 0 ? writing : present;
  return (
    <div role="status" data-present-people>
      {shown.length > 0 && (
        <Line $writing={writing.length > 0} gap={2} paddingLeft={3} paddingRight={3} paddingTop={1} paddingBottom={1}>
          {writing.length > 0 ? <Pencil aria-hidden /> : <Eye aria-hidden />}
          <Typography variant="pi" textColor="neutral800">
            {t(writing.length > 0 ? 'presence.writing' : 'presence.looking', {
              count: shown.length,
              names: names(shown),
            })}
          </Typography>
        </Line>
      )}
    </div>
  );
}

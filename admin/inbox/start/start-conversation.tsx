import { Box, Field, Flex, IconButton, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useIsMobile } from '@strapi/strapi/admin';
import { useLocation, useNavigate } from 'react-router-dom';
import type { InboxAccount } from '../../api/inbox';
import { ConfirmButton } from '../../components/confirm-button';
import { useTranslate } from '../../i18n/use-translate';
import { newKey } from '../composer/draft';
import { INBOX_PATH } from '../inbox-paths';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { isUntouched } from './start-fields';
import { StartMail } from './start-mail';
import { StartWhatsApp } from './start-whatsapp';
import { useStartFields } from './use-start-fields';

/** In place of a conversation: a first message, from which account and to whom. */
export function StartConversation({ accounts }: { accounts: InboxAccount[] }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { search } = useLocation();
  const narrow = useIsMobile();
  const { fields, change, forget } = useStartFields(accounts);
  const account = accounts.find(({ id }) => id === fields.accountId) ?? accounts[0];
  const leave = () => {
    forget();
    void navigate({ pathname: INBOX_PATH, search });
  };
  if (!account) return null;
  const props = { fields: { ...fields, accountId: account.id }, change, onSent: forget };
  return (
    <>
      <Flex
        tag="header"
        background="neutral0"
        padding={{ initial: 2, medium: 4 }}
        gap={2}
        justifyContent="space-between"
        style={{ flexShrink: 0 }}
      >
        <Flex gap={2} minWidth={0}>
          {narrow && (
            <IconButton
              label={t('conversation.back')}
              variant="ghost"
              onClick={() => void navigate({ pathname: INBOX_PATH, search })}
            >
              <ArrowLeft />
            </IconButton>
          )}
          <Typography variant="beta" tag="h2">
            {t('start.title')}
          </Typography>
        </Flex>
        {!isUntouched(fields) && (
          <ConfirmButton
            size="S"
            label={t('start.discard')}
            title={t('start.discard.title')}
            confirmLabel={t('start.discard')}
            onConfirm={leave}
          >
            {t('start.discard.text')}
          </ConfirmButton>
        )}
      </Flex>
      <Box
        padding={{ initial: 3, medium: 6 }}
        overflow="auto"
        flex="1"
        style={{ minHeight: 0 }}
        data-start-conversation
      >
        <Flex direction="column" alignItems="stretch" gap={4} maxWidth="80rem">
          <Field.Root name="start-account">
            <Field.Label>{t('start.account')}</Field.Label>
            <SingleSelect
              value={account.id}
              disabled={accounts.length === 1}
              onChange={(id) =>
                // Files and signature are of the account; a try to send from the other one is another request.
                change({
                  accountId: String(id),
                  attachments: [],
                  signatureId: null,
                  templateId: null,
                  idempotencyKey: newKey(),
                })
              }
            >
              {accounts.map(({ id, name }) => (
                <SingleSelectOption key={id} value={id}>
                  {name}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
          {isWhatsApp({ account }) ? (
            <StartWhatsApp key={account.id} {...props} />
          ) : (
            <StartMail key={account.id} {...props} />
          )}
        </Flex>
      </Box>
    </>
  );
}

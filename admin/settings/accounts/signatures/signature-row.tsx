import { Badge, Button, Flex, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import type { SignatureDto } from '../../../../server/api/contracts/signatures';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import { useDeleteSignatureMutation } from '../../../api/signatures';
import { ConfirmButton } from '../../../components/confirm-button';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  signature: SignatureDto;
  onEdit: () => void;
}

export function SignatureRow({ signature, onEdit }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const { data: people = [] } = useGetCandidatesQuery();
  const [remove, { isLoading }] = useDeleteSignatureMutation();
  const { id, accountId, name, text, isAccountDefault, userIds, everywhereUserIds } = signature;
  const names = (ids: number[]) =>
    ids.map((each) => people.find((person) => person.id === each)?.name ?? t('activity.unknown-person', { id: each }));
  const confirm = async () => {
    const answer = await remove({ accountId, id });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('signature.deleted', { name }));
  };
  return (
    <Flex tag="li" justifyContent="space-between" gap={3} wrap="wrap" data-signature={id}>
      <Flex direction="column" alignItems="flex-start" gap={1} flex="1 1 20rem" minWidth={0}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="semiBold">{name}</Typography>
          {isAccountDefault && <Badge variant="success">{t('signature.badge.account')}</Badge>}
          {userIds.length > 0 && <Badge>{t('signature.badge.users', { names: names(userIds).join(', ') })}</Badge>}
          {everywhereUserIds.length > 0 && (
            <Badge>{t('signature.badge.everywhere', { names: names(everywhereUserIds).join(', ') })}</Badge>
          )}
        </Flex>
        <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          {text.replace(/\s+/g, ' ').slice(0, 160)}
        </Typography>
      </Flex>
      <Flex gap={2}>
        <Button variant="tertiary" startIcon={<Pencil />} onClick={onEdit} aria-label={t('signature.edit', { name })}>
          {t('action.edit')}
        </Button>
        <ConfirmButton
          label={t('action.delete')}
          title={t('signature.delete.title', { name })}
          confirmLabel={t('action.delete')}
          variant="danger-light"
          startIcon={<Trash />}
          loading={isLoading}
          onConfirm={() => void confirm()}
        >
          <Typography>{t('signature.delete.text')}</Typography>
        </ConfirmButton>
      </Flex>
    </Flex>
  );
}

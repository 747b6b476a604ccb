import { Box, Button, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useGetMySignaturesQuery } from '../../api/signatures';
import { useTranslate } from '../../i18n/use-translate';
import { ProfileDialog } from '../../signatures/profile-dialog';
import { SignatureFrame } from '../../signatures/signature-frame';

export const NO_SIGNATURE = 'none';

interface Props {
  accountId: string;
  /** Null: the default; `none`: without. */
  value: string | null;
  disabled: boolean;
  onChange: (signatureId: string | null) => void;
}

/** What will stand below the answer. The server puts it there; here it is shown, and chosen where one may choose. */
export function SignatureChoice({ accountId, value, disabled, onChange }: Props) {
  const t = useTranslate();
  const { data: mine } = useGetMySignaturesQuery(accountId, { refetchOnMountOrArgChange: true });
  const [editingProfile, setEditingProfile] = useState(false);
  const known = !mine || value === null || (mine.mayChoose && isOffered(value, mine.signatures));
  useEffect(() => {
    // Chosen in an earlier draft, and meanwhile gone or not theirs any more.
    if (!known) onChange(null);
  }, [known, onChange]);

  if (!mine || mine.signatures.length === 0) return null;
  const chosenId = known && value !== null ? value : (mine.defaultId ?? NO_SIGNATURE);
  const chosen = mine.signatures.find(({ id }) => id === chosenId);
  return (
    <Flex tag="section" aria-label={t('composer.signature')} direction="column" alignItems="stretch" gap={1}>
      <Flex gap={2} wrap="wrap" justifyContent="space-between">
        {mine.mayChoose ? (
          <Box minWidth="16rem">
            <SingleSelect
              size="S"
              aria-label={t('composer.signature')}
              disabled={disabled}
              value={chosenId}
              onChange={(id) => onChange(String(id) === (mine.defaultId ?? NO_SIGNATURE) ? null : String(id))}
            >
              {mine.signatures.map(({ id, name }) => (
                <SingleSelectOption key={id} value={id}>
                  {t('composer.signature.with', { name })}
                </SingleSelectOption>
              ))}
              <SingleSelectOption value={NO_SIGNATURE}>{t('composer.signature.none')}</SingleSelectOption>
            </SingleSelect>
          </Box>
        ) : (
          <Typography variant="pi" textColor="neutral600">
            {t('composer.signature.fixed')}
          </Typography>
        )}
        <Button size="S" variant="ghost" onClick={() => setEditingProfile(true)}>
          {t('profile.open')}
        </Button>
      </Flex>
      {chosen && (
        <Box maxHeight="16rem" overflow="auto">
          <SignatureFrame signature={chosen} title={t('composer.signature.with', { name: chosen.name })} />
        </Box>
      )}
      {editingProfile && <ProfileDialog onClose={() => setEditingProfile(false)} />}
    </Flex>
  );
}

const isOffered = (value: string, signatures: { id: string }[]) =>
  value === NO_SIGNATURE || signatures.some(({ id }) => id === value);

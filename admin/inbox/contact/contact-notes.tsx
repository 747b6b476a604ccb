import { Button, Field, Flex, IconButton, Textarea, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useAuth } from '@strapi/strapi/admin';
import { useRef, useState, type FormEvent } from 'react';
import type { ContactDetailDto, ContactNoteDto } from '../../../server/api/contracts/contacts';
import { useAddContactNoteMutation, useRemoveContactNoteMutation } from '../../api/contacts';
import { InstantText } from '../../components/instant-text';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { newKey } from '../composer/draft';

const LONGEST = 4_000;

/** What colleagues should know of a person, whichever conversation they meet them in. */
export function ContactNotes({ contact: { id, notes } }: { contact: ContactDetailDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  /** Of one text: sent again after a lost answer, it is the same note. */
  const key = useRef(newKey());
  const [add, { isLoading }] = useAddContactNoteMutation();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const answer = await add({ contactId: id, text, idempotencyKey: key.current });
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    key.current = newKey();
    setText('');
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3} tag="section" aria-label={t('contact.notes')}>
      <form onSubmit={(event) => void save(event)}>
        <Field.Root hint={t('contact.notes.hint')}>
          <Field.Label>{t('contact.notes')}</Field.Label>
          <Textarea ref={field} value={text} maxLength={LONGEST} onChange={(event) => setText(event.target.value)} />
          <Field.Hint />
        </Field.Root>
        <Flex justifyContent="flex-end" paddingTop={2}>
          <Button type="submit" size="S" variant="secondary" loading={isLoading} disabled={text.trim() === ''}>
            {t('contact.notes.add')}
          </Button>
        </Flex>
      </form>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {notes.map((note) => (
          <Note key={note.id} contactId={id} note={note} onRemoved={() => field.current?.focus()} />
        ))}
      </Flex>
    </Flex>
  );
}

interface NoteProps {
  contactId: string;
  note: ContactNoteDto;
  /** The button that had the focus goes with it. */
  onRemoved: () => void;
}

function Note({ contactId, note, onRemoved }: NoteProps) {
  const t = useTranslate();
  const notify = useNotify();
  const own = useAuth('ContactNotes', ({ user }) => user?.id) === note.author.id;
  const [remove, { isLoading }] = useRemoveContactNoteMutation();
  const run = async () => {
    const answer = await remove({ contactId, noteId: note.id });
    if ('error' in answer) notify.failed(answer.error);
    else onRemoved();
  };
  return (
    <Flex tag="li" background="warning100" hasRadius padding={2} gap={2} alignItems="flex-start" data-contact-note>
      <Flex direction="column" alignItems="flex-start" flex="1 1 0" minWidth={0}>
        <Typography style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <bdi>{note.text}</bdi>
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {note.author.name} · <InstantText at={note.at} />
        </Typography>
      </Flex>
      {own && (
        <IconButton
          label={t('contact.notes.delete')}
          variant="ghost"
          size="XS"
          disabled={isLoading}
          onClick={() => void run()}
        >
          <Trash />
        </IconButton>
      )}
    </Flex>
  );
}

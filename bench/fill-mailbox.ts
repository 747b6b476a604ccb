import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dovecot } from '../tests/support/dovecot';
import { mailSource } from '../tests/support/mail-source';

const FILLER = 'Texto de relleno con acentos: ñ á é. '.repeat(12);

/** Straight into the maildir: delivering by LMTP would take longer than what is measured. The newest mail has index 0. */
export async function fillMailbox(dovecot: Dovecot, box: string, mails: number): Promise<void> {
  await dovecot.deliver(box, mailSource({ from: 'primero@cliente.test', to: box, subject: 'Primero', text: 'Hola' }));
  const folder = join(dovecot.directory, 'mail', box, 'Maildir', 'new');
  await mkdir(folder, { recursive: true });
  const { uid, gid } = await stat(join(folder, '..'));
  const now = Date.now();
  for (let index = mails - 1; index > 0; index -= 1) {
    const customer = index % 400;
    const raw = mailSource({
      from: `Cliente ${customer} <cliente${customer}@cliente.test>`,
      to: box,
      subject: `Consulta ${index} sobre un recambio`,
      text: `Buenos días,\n\nnecesito la pieza ${index}. ${FILLER}\n\nGracias`,
      html: `<p>Buenos días,</p><p>necesito la pieza <b>${index}</b>. ${FILLER}</p>`,
      date: new Date(now - index * 1000),
    });
    // Maildir's order is that of the names.
    const path = join(folder, `${Math.floor(now / 1000)}.M${String(mails - index).padStart(7, '0')}P1.${randomUUID()}`);
    await writeFile(path, raw);
    await chown(path, uid, gid);
    await chmod(path, 0o600);
  }
}

import type { MailSource } from '../../support/mail-source';

/** Words that stand in the mail of account A and nowhere else. Who may not read that mail must never be sent one. */
export const CANARY = {
  subject: 'Kanarienvogel-Betreff-4711',
  text: 'canario-cuerpo-9182',
  name: 'Canaria Pajarera',
  address: 'canaria.pajarera@customer.test',
  file: 'canario-fichero-5533.txt',
  reply: 'canario-respuesta-3361',
  fileContent: 'canario-contenido-7420',
  quarantined: 'canario-cuarentena-6604',
} as const;

export const LETTER: Record<'a' | 'b', Omit<MailSource, 'to'>> = {
  a: {
    from: `${CANARY.name} <${CANARY.address}>`,
    subject: CANARY.subject,
    text: `Hola, ${CANARY.text}`,
    html: `<p>Hola, <b>${CANARY.text}</b></p>`,
    attachments: [{ name: CANARY.file, type: 'text/plain', content: CANARY.fileContent }],
  },
  b: { from: 'Beatriz <beatriz@customer.test>', subject: 'Pedido de la cuenta B', text: 'Hola desde la cuenta B' },
};

/** More levels than the parser goes down, so it lands in quarantine (with a subject that can still be read). */
export function unparsable(to: string): string {
  const levels = 2_000;
  const open = Array.from(
    { length: levels },
    (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary="b${n + 1}"\r\n\r\n`
  );
  return [
    `From: ${CANARY.name} <${CANARY.address}>\r\nTo: ${to}\r\nSubject: ${CANARY.quarantined}\r\n`,
    'Message-ID: <quarantined@customer.test>\r\nMIME-Version: 1.0\r\n',
    'Content-Type: multipart/mixed; boundary="b0"\r\n\r\n',
    ...open,
  ].join('');
}

/** The canaries that are in this text. */
export const canariesIn = (text: string): string[] => Object.values(CANARY).filter((word) => text.includes(word));

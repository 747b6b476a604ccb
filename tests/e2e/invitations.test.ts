import { ImapFlow } from 'imapflow';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tnefMail, tnefSource } from '../support/tnef';
import { openBrowser, signIn, type Visit } from './support/browser';
import { personOf, startDemo, type Demo, type DemoFacts } from './support/demo';
import { keepPicturesOfFailures } from './support/failure-pictures';
import { INBOX, openConversation } from './support/inbox';
import { connectMailbox } from './support/office';
import type { Language } from './support/words';

const SUBJECT = 'Visita a obra';

describe('invitations and winmail.dat', () => {
  let demo: Demo;
  let browser: Browser;
  const visits: Partial<Record<Language, Visit>> = {};

  beforeAll(async () => {
    demo = await startDemo();
    await connectMailbox(demo.facts, [personOf(demo.facts, 'carmen'), personOf(demo.facts, 'oliver')]);
    await deliver(demo.facts, invitation('REQUEST', 0, 'obra-1'));
    await deliver(demo.facts, invitation('CANCEL', 1, 'obra-2'));
    // Somebody who knows the event's id, and writes into the same conversation.
    await deliver(demo.facts, invitation('REQUEST', 9, 'obra-3').replace('<luis@obras.test>', '<malo@otro.test>'));
    await deliver(demo.facts, outlook());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  keepPicturesOfFailures(() => visits);

  it.each<[Language, 'carmen' | 'oliver', string[]]>([
    [
      'es',
      'carmen',
      ['lunes, 7 de diciembre de 2026', '10:00–11:30', 'remitente: 10:00', 'Cada semana: lunes y jueves'],
    ],
    [
      'en',
      'oliver',
      ['Monday, December 7, 2026', '10:00 – 11:30 AM', 'sender: 10:00 AM', 'week on Monday and Thursday'],
    ],
  ])(
    'are shown in %s to %s: what, when, where and with whom, and that a later mail cancels it',
    async (language, name, texts) => {
      const visit = await signIn(browser, demo.facts, personOf(demo.facts, name), { language, height: 1400 });
      visits[language] = visit;
      const { page, t, go } = visit;
      await go(INBOX);
      await openConversation(visit, SUBJECT);
      const first = page.locator('[data-invitation="request"]').first();
      await first.waitFor();
      const text = (await first.innerText()).replace(/\s+/g, ' ');
      for (const part of [...texts, 'Romance Standard Time', 'Nave 3']) expect(text).toContain(part);
      expect(text).toContain(`Ana Ruiz (${t('invitation.attendee.accepted')})`);
      await first.getByText(t('invitation.later.cancel')).waitFor();
      await page.locator('[data-invitation="cancel"]').getByText(t('invitation.method.cancel')).waitFor();
      await page.locator('[data-invitation="request"]').nth(1).getByText(t('invitation.doubt.organiser')).waitFor();
      expect(await page.getByText(t('invitation.later.update')).count()).toBe(0);
      const saved = page.waitForEvent('download');
      await first.getByRole('button', { name: t('invitation.file') }).click();
      expect((await saved).suggestedFilename()).toBe('invitation.ics');
      expect(visit.complaints).toEqual([]);
    }
  );

  it('show the files that Outlook packed away', async () => {
    const visit = visits.es;
    if (!visit) throw new Error('nobody is signed in');
    await visit.go(INBOX);
    await openConversation(visit, 'Desde Outlook');
    await visit.page.getByText('Plano de la nave.pdf', { exact: true }).waitFor();
    await visit.page.frameLocator('article iframe').getByText('Adjunto el plano.').waitFor();
    expect(await visit.page.getByText('winmail.dat').count()).toBe(0);
  });

  const head = (id: string) => ({
    From: 'Luis Obras <luis@obras.test>',
    To: demo.facts.imap.user,
    Cc: 'malo@otro.test',
    'Message-ID': `<${id}@obras.test>`,
  });

  function invitation(method: string, sequence: number, id: string): string {
    const lines = [
      ...Object.entries({ ...head(id), Subject: SUBJECT }).map(([name, value]) => `${name}: ${value}`),
      ...(sequence > 0 ? ['References: <obra-1@obras.test>', 'In-Reply-To: <obra-1@obras.test>'] : []),
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=cal',
      '',
      '--cal',
      'Content-Type: text/plain; charset=utf-8',
      '',
      sequence > 0 ? 'Hay que dejarlo para otro día.' : 'Nos vemos en la obra.',
      '--cal',
      `Content-Type: text/calendar; charset=utf-8; method=${method}`,
      '',
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      `METHOD:${method}`,
      'BEGIN:VEVENT',
      'UID:obra@obras.test',
      `SEQUENCE:${sequence}`,
      'DTSTAMP:20261121T090000Z',
      'DTSTART;TZID=Romance Standard Time:20261207T100000',
      'DTEND;TZID=Romance Standard Time:20261207T113000',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
      'SUMMARY:Visita a obra: planos y medidas',
      'LOCATION:Nave 3',
      'ORGANIZER;CN=Luis Obras:mailto:luis@obras.test',
      'ATTENDEE;CN=Ana Ruiz;PARTSTAT=ACCEPTED:mailto:ana@obras.test',
      `ATTENDEE;CN=Ventas;PARTSTAT=NEEDS-ACTION:mailto:${demo.facts.imap.user}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '--cal--',
      '',
    ];
    return lines.join('\r\n');
  }

  function outlook(): string {
    const tnef = tnefSource({
      html: Buffer.from('<p>Adjunto el plano.</p>'),
      files: [{ longName: 'Plano de la nave.pdf', content: Buffer.from('%PDF-1.4\n') }],
    });
    return tnefMail(tnef, { ...head('outlook'), Subject: 'Desde Outlook' });
  }
});

/** As the mail server does when a mail arrives. */
async function deliver({ imap }: DemoFacts, raw: string): Promise<void> {
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: imap.user, pass: imap.password },
    logger: false,
  });
  await client.connect();
  try {
    await client.append('INBOX', raw);
  } finally {
    await client.logout();
  }
}

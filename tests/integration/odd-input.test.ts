import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { mailSource } from '../support/mail-source';
import { codeOf, dataOf, whatComes, type Answer } from '../support/api-client';
import type { MessageDto } from '../../server/api/contracts/inbox';
import type { SignatureDto } from '../../server/api/contracts/signatures';
import { conversationAbout } from './support/accounts';
import { MAILBOX, openOffice, type Office } from './mail/office';
import { EXPECTATIONS } from './rights/expectations';

/** PostgreSQL stores it in no text and no JSON; a statement that carries it fails. */
const NUL = '\u0000';

describe('U+0000 in what people send, on PostgreSQL', () => {
  let office: Office;
  let conversation: string;
  beforeAll(async () => {
    office = await openOffice('postgres');
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Embrague', text: '¿Precio?' })
    );
    conversation = (await conversationAbout(office.agent.api, 'Embrague')).id;
  });
  afterAll(() => office?.stop());

  it('breaks no route, wherever an address carries it', async () => {
    const broken: string[] = [];
    const query = ['cursor', 'q', 'since', 'search', 'accountId', 'state', 'limit'];
    for (const route of Object.keys(EXPECTATIONS)) {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/:\w+/g, 'a%00b');
      const paths = method === 'GET' ? [path, ...query.map((name) => `${path}?${name}=a%00b`)] : [path];
      for (const api of [office.admin.owner.api, office.agent.api]) {
        for (const each of paths) {
          const { status } = EXPECTATIONS[route]?.goesOn
            ? await whatComes(api, each)
            : await api.send(method, each, method === 'GET' ? undefined : {});
          if (status >= 500) broken.push(`${method} ${each}: ${status}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('is left out of what is stored', async () => {
    const { api } = office.agent;
    const inbox = `/conversations/inbox/${conversation}`;
    const note = await api.post(`${inbox}/messages`, {
      kind: 'note',
      text: `uno${NUL} dos`,
      idempotencyKey: `key-${NUL}12345`,
    });
    expect(dataOf<MessageDto>(note).text).toBe('uno dos');
    const draft = await api.put(`${inbox}/draft`, { content: { kind: 'reply', text: NUL, html: `<p>${NUL}</p>` } });
    expect([draft.status, codeOf(draft)]).toEqual([400, 'invalid-input']);
    const profile = await api.put('/conversations/profile', { phone: `600${NUL}111`, jobTitle: `Venta${NUL}s` });
    expect(profile.status).toBeLessThan(500);
    const owner = office.admin.owner.api;
    const signature = await owner.post(`/conversations/accounts/${office.account.id}/signatures`, {
      name: `Ven${NUL}tas`,
      html: `<p>FIR${NUL}MA</p>`,
    });
    expect(dataOf<SignatureDto>(signature)).toMatchObject({ name: 'Ventas', html: '<p>FIRMA</p>' });
    const renamed = await owner.put(`/conversations/accounts/${office.account.id}`, { name: `Ta${NUL}ller` });
    expect(dataOf<{ name: string }>(renamed).name).toBe('Taller');
  });

  it('comes by mail without harm', async () => {
    const raw = mailSource({
      from: 'Lola <lola@cliente.test>',
      to: MAILBOX,
      subject: 'Con cero',
      text: 'antes y después',
    });
    await office.dovecot.deliver(MAILBOX, raw.replace('antes', `an${NUL}tes`));
    await conversationAbout(office.agent.api, 'Con cero');
  });

  it('breaks no route, whatever else a body is', async () => {
    const broken: string[] = [];
    const bodies: unknown[] = [[], 'text', 7, null, { '': {} }, { __proto__: null, constructor: {} }, [[[]]]];
    for (const route of Object.keys(EXPECTATIONS)) {
      const [method = '', pattern = ''] = route.split(' ');
      if (method === 'GET' || method === 'DELETE') continue;
      const path = pattern.replace(':id', pattern.includes('/inbox/') ? conversation : office.account.id);
      for (const body of bodies) {
        const answer: Answer = await office.agent.api.send(method, path, body);
        if (answer.status >= 500) broken.push(`${route} ${JSON.stringify(body)}: ${answer.status}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

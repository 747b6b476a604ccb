import { describe, expect, it } from 'vitest';
import { emptyValues, type AccountFormValues } from '../../../admin/settings/accounts/form/form-values';
import {
  accept,
  chooseHoster,
  noSuggestion,
  readAddress,
  undo,
  type Step,
} from '../../../admin/settings/accounts/form/servers/suggestion';

const read = (address: string, before: Partial<Step> & { values?: AccountFormValues | Step['values'] } = {}) =>
  readAddress({ ...emptyValues, ...before.values }, address, before.suggestion ?? noSuggestion);
const hosts = ({ values }: Step) => [values.imap.host, values.smtp.host, values.username];
const EMPTY = ['', '', ''];
const YAHOO = ['imap.mail.yahoo.com', 'smtp.mail.yahoo.com', 'ana@yahoo.es'];

describe('servers from the address', () => {
  it('are filled in for a known provider, with port and security, and undone for good', () => {
    const filled = read('ana@yahoo.es');
    expect(hosts(filled)).toEqual(YAHOO);
    expect(filled.values.smtp).toEqual({ host: 'smtp.mail.yahoo.com', port: 465, security: 'tls' });
    const undone = undo(filled.values, filled.suggestion);
    expect(undone.values).toMatchObject({ imap: emptyValues.imap, smtp: emptyValues.smtp, username: '' });
    const again = read('ana.ruiz@yahoo.es', undone);
    expect(hosts(again)).toEqual(EMPTY);
    expect(again.suggestion.offer).toMatchObject({ kind: 'provider' });
    expect(hosts(accept(again.values, again.suggestion))).toEqual([...YAHOO.slice(0, 2), 'ana.ruiz@yahoo.es']);
  });

  it('never take the place of what somebody typed', () => {
    const typed = { ...emptyValues, smtp: { host: '', port: 2525, security: 'starttls' as const }, username: 'buzon7' };
    const filled = read('ana@yahoo.es', { values: typed });
    expect(filled.values).toMatchObject({ imap: { host: YAHOO[0] }, smtp: typed.smtp, username: 'buzon7' });
    const undone = undo(filled.values, filled.suggestion);
    expect(undone.values).toMatchObject({ imap: emptyValues.imap, smtp: typed.smtp, username: 'buzon7' });
  });

  it('leave what was changed after they were filled in, also when they are undone', () => {
    const filled = read('ana@yahoo.es');
    const changed = { ...filled.values, imap: { host: 'proxy.example', port: 993, security: 'tls' as const } };
    expect(undo(changed, filled.suggestion).values).toMatchObject({ imap: changed.imap, smtp: emptyValues.smtp });
  });

  it('go with the address: another provider takes their place, and an unknown domain none', () => {
    const first = read('ana@yahoo.es');
    const second = read('ana@gmx.es', first);
    expect(hosts(second)).toEqual(['imap.gmx.com', 'mail.gmx.com', 'ana@gmx.es']);
    const third = read('ana@talleres.example', second);
    expect(hosts(third)).toEqual(EMPTY);
    expect(third.suggestion.offer).toMatchObject({ kind: 'guess' });
    expect(hosts(read('ana@', second))).toEqual(EMPTY);
  });

  it('follow the user name while the address is still being written', () => {
    const first = read('a@web.de');
    expect(hosts(read('ana@web.de', first))[2]).toBe('ana');
  });

  it('are only offered for an unknown domain, and can be undone once accepted', () => {
    const guessed = read('ana@talleres.example');
    expect(hosts(guessed)).toEqual(EMPTY);
    const accepted = accept(guessed.values, guessed.suggestion);
    expect(hosts(accepted)).toEqual(['imap.talleres.example', 'smtp.talleres.example', 'ana@talleres.example']);
    // Correcting the part before the @ does not take the accepted guess away.
    const corrected = read('eva@talleres.example', accepted);
    expect(hosts(corrected)[2]).toBe('eva@talleres.example');
    expect(hosts(undo(corrected.values, corrected.suggestion))).toEqual(EMPTY);
  });

  it('are those of the hoster that somebody chooses, until another domain is typed', () => {
    const guessed = read('ana@talleres.example');
    const chosen = chooseHoster(guessed.values, 'ana@talleres.example', 'arsys', guessed.suggestion);
    expect(hosts(chosen).slice(0, 2)).toEqual(['imap.serviciodecorreo.es', 'smtp.serviciodecorreo.es']);
    expect(hosts(read('eva@talleres.example', chosen)).slice(0, 1)).toEqual(['imap.serviciodecorreo.es']);
    expect(hosts(read('eva@otra.example', chosen))).toEqual(EMPTY);
    const none = chooseHoster(chosen.values, 'ana@talleres.example', null, chosen.suggestion);
    expect(hosts(none)).toEqual(EMPTY);
    expect(none.suggestion.offer).toMatchObject({ kind: 'guess' });
  });

  it('are not filled in where no password is taken', () => {
    const microsoft = read('ana@hotmail.es');
    expect(hosts(microsoft)).toEqual(EMPTY);
    expect(microsoft.suggestion.offer).toMatchObject({ kind: 'closed' });
    expect(hosts(accept(microsoft.values, microsoft.suggestion))).toEqual(EMPTY);
  });
});

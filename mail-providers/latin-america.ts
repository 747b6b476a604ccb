import type { MailProvider } from './provider';
import { imaps, smtps, submission } from './servers';

export const latinAmerica: readonly MailProvider[] = [
  {
    id: 'uol',
    name: 'UOL',
    domains: ['uol.com.br'],
    imap: imaps('imap.uol.com.br'),
    smtp: submission('smtps.uol.com.br'),
    username: 'local-part',
    notes: ['switch-on-imap'],
    help: 'http://email.uol.com.br/ajuda/imap.jhtm',
  },
  {
    id: 'bol',
    name: 'BOL',
    domains: ['bol.com.br'],
    imap: imaps('imap.bol.com.br'),
    smtp: smtps('smtps.bol.com.br'),
    username: 'local-part',
    notes: [],
    help: 'http://email.bol.uol.com.br/ajuda/configuracao/imap-thunderbird-3-bol.jhtm',
  },
];

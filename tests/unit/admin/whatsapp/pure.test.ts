import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../../admin/inbox/whatsapp/bubble/excerpt';
import { failureWords } from '../../../../admin/inbox/whatsapp/bubble/failure-words';
import { daysAgo, dayOf } from '../../../../admin/inbox/whatsapp/bubble/day-of';
import { oneEmoji } from '../../../../admin/inbox/whatsapp/bubble/one-emoji';
import { checkFiles, sentAs } from '../../../../admin/inbox/whatsapp/composer/check-files';
import { placeIn } from '../../../../admin/inbox/whatsapp/composer/place-in';
import { shownAs } from '../../../../admin/inbox/media/shown-as';
import { remainingParts } from '../../../../admin/inbox/whatsapp/window/remaining';
import { learnServerTime, onServer } from '../../../../admin/components/server-clock';
import { PROBLEM_WORDS } from '../../../../server/channels/whatsapp-cloud/errors/words';
import { PROBLEM_WORDS_ES } from '../../../../server/channels/whatsapp-cloud/errors/words-es';
import type { MessageDto } from '../../../../server/api/contracts/inbox';

const MB = 1024 * 1024;

describe('places', () => {
  it.each([
    ['40.4168, -3.7038', 40.4168, -3.7038],
    ['(39.47; -0.376)', 39.47, -0.376],
    ['https://www.google.com/maps/place/X/@40.1,-3.1,17z/data=!3m1!4b1!4m6!3d40.4168!4d-3.7038', 40.4168, -3.7038],
    ['https://www.google.com/maps/@40.4168,-3.7038,15z', 40.4168, -3.7038],
    ['https://maps.google.com/?q=40.4168,-3.7038', 40.4168, -3.7038],
    ['https://maps.apple.com/?ll=40.4168%2C-3.7038', 40.4168, -3.7038],
    ['https://www.openstreetmap.org/?mlat=40.4168&mlon=-3.7038#map=16/1/2', 40.4168, -3.7038],
    ['https://www.openstreetmap.org/#map=16/40.4168/-3.7038', 40.4168, -3.7038],
    ['geo:40.4168,-3.7038?z=1', 40.4168, -3.7038],
  ])('are in %s', (typed, latitude, longitude) => {
    expect(placeIn(typed)).toEqual({ latitude, longitude });
  });

  it.each(['', 'Calle Mayor 1', '91, 0', '0, 181', 'https://maps.app.goo.gl/abc123', '40.4168'])(
    'are not in %s',
    (typed) => {
      expect(placeIn(typed)).toBeNull();
    }
  );
});

describe('files for WhatsApp', () => {
  it('are looked at before they are uploaded', () => {
    const small = { name: 'a.png', type: 'image/png', size: MB };
    const huge = { name: 'b.zip', type: 'application/zip', size: 101 * MB };
    const empty = { name: 'c.txt', type: 'text/plain', size: 0 };
    expect(checkFiles([small, huge, empty])).toEqual({
      taken: [small],
      refused: [
        { name: 'b.zip', code: 'media-too-large', maxBytes: 100 * MB },
        { name: 'c.txt', code: 'media-empty', maxBytes: 100 * MB },
      ],
    });
  });

  it('arrive as documents where WhatsApp does not take them as what they are', () => {
    expect(sentAs({ name: 'a', type: 'image/png', size: MB })).toBe('image');
    expect(sentAs({ name: 'a', type: 'image/png', size: 6 * MB })).toBe('document');
    expect(sentAs({ name: 'a', type: 'image/heic', size: MB })).toBe('document');
    expect(sentAs({ name: 'a', type: '', size: MB })).toBe('document');
  });

  it('are shown as what they are called only where their type agrees', () => {
    expect(shownAs('image', 'image/jpeg')).toBe('picture');
    expect(shownAs('image', 'image/svg+xml')).toBe('file');
    expect(shownAs('image', 'text/html')).toBe('file');
    expect(shownAs('audio', 'audio/ogg; codecs=opus')).toBe('audio');
    expect(shownAs('document', 'image/png')).toBe('file');
  });
});

describe('what is left of the window', () => {
  it('is rounded down, and in seconds at the end', () => {
    expect(remainingParts(23 * 3_600_000 + 59_999)).toEqual([
      { value: 23, unit: 'hour' },
      { value: 0, unit: 'minute' },
    ]);
    expect(remainingParts(59 * 60_000 + 59_000)).toEqual([{ value: 59, unit: 'minute' }]);
    expect(remainingParts(59_999)).toEqual([{ value: 59, unit: 'second' }]);
    expect(remainingParts(-5)).toEqual([{ value: 0, unit: 'second' }]);
  });

  it('is counted with the clock of the server, of whose answers the quick ones count', () => {
    const here = Date.parse('2026-05-01T10:00:00Z');
    const server = (ahead: number, at: number) => new Date(at + ahead).toISOString();
    learnServerTime(server(3_600_000, here + 50), here, here + 100);
    expect(onServer(here) - here).toBe(3_600_000);
    // It lay in a queue for ten seconds: it says nothing better.
    learnServerTime(server(3_600_000, here + 9_000), here, here + 10_000);
    expect(onServer(here) - here).toBe(3_600_000);
    // This browser's clock was set right.
    learnServerTime(server(0, here + 200), here + 100, here + 300);
    expect(onServer(here) - here).toBe(0);
  });
});

describe('failures', () => {
  it('are told in the language of the reader, with the words of the provider behind', () => {
    const { message, action } = PROBLEM_WORDS['bad-request'];
    const error = { code: 'bad-request', message: `${message} ${action} Parameter x is wrong.` };
    expect(failureWords(error, 'es-MX')).toEqual({
      ...PROBLEM_WORDS_ES['bad-request'],
      details: 'Parameter x is wrong.',
    });
    expect(failureWords(error, 'en')).toEqual({ message, action, details: 'Parameter x is wrong.' });
  });

  it('that are not known keep the words of the server', () => {
    expect(failureWords({ code: 'toString', message: 'No.' }, 'es')).toEqual({
      message: 'No.',
      action: '',
      details: '',
    });
  });
});

describe('small things of the thread', () => {
  it('days are those of the calendar', () => {
    const late = new Date(2026, 4, 1, 23, 59).toISOString();
    const early = new Date(2026, 4, 2, 0, 1).toISOString();
    expect(dayOf(late)).not.toBe(dayOf(early));
    expect(daysAgo(late, Date.parse(early))).toBe(1);
    expect(daysAgo(early, Date.parse(early))).toBe(0);
  });

  it('an emoji is taken whole', () => {
    expect(oneEmoji('ok 👩‍👩‍👧 x')).toBe('👩‍👩‍👧');
    expect(oneEmoji('🇪🇸')).toBe('🇪🇸');
    expect(oneEmoji('1️⃣')).toBe('1️⃣');
    expect(oneEmoji('abc 12 #')).toBeNull();
  });

  it('a message that was taken back is quoted without its words', () => {
    const whatsapp = { content: { type: 'text' }, revokedAt: '2026-05-01T10:00:00Z' };
    expect(excerptOf({ text: 'secret', whatsapp } as MessageDto)).toEqual({ label: 'whatsapp.revoked', words: '' });
  });
});

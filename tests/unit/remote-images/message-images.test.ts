import { describe, expect, it } from 'vitest';
import { notFound } from '../../../server/api/errors';
import type { Message } from '../../../server/conversations/message';
import type { ImageSenders } from '../../../server/remote-images/image-senders';
import { ImageFailure } from '../../../server/remote-images/image-failure';
import { createMessageImages } from '../../../server/remote-images/message-images';
import type { Scope } from '../../../server/security/scope';

const reader: Scope = { person: { id: 7, name: 'Ana' }, accountIds: ['a'] };
const stranger: Scope = { person: { id: 8, name: 'Eva' }, accountIds: [] };
const HTML =
  '<img width="1" data-remote-src="https://t.example/"><img data-remote-src="https://a.example/1"><img data-content-id="c">';

/** What is kept in the database elsewhere. */
function rememberedSenders(): ImageSenders {
  const kept = new Set<string>();
  const key = (userId: number, address: string) => `${userId} ${address}`;
  return {
    isTrusted: (userId, address) => Promise.resolve(kept.has(key(userId, address))),
    trust: (userId, address, trusted) =>
      Promise.resolve(void (trusted ? kept.add(key(userId, address)) : kept.delete(key(userId, address)))),
  };
}

function imagesOf(html: string | null, fetchError?: Error, direction: Message['direction'] = 'inbound') {
  const fetched: string[] = [];
  const taken: string[] = [];
  const images = createMessageImages({
    inbox: {
      message: (scope) =>
        scope.accountIds.includes('a')
          ? Promise.resolve({
              html,
              direction,
              kind: 'message',
              from: { name: '', address: 'Eva@Tienda.test' },
            } as Message)
          : Promise.reject(notFound('Message')),
    },
    limits: {
      take: (name, limit) => Promise.resolve(taken.push(name) <= limit),
    },
    senders: rememberedSenders(),
    fetchImage: (address) => {
      fetched.push(address);
      return fetchError ? Promise.reject(fetchError) : Promise.resolve({ bytes: Buffer.alloc(1), type: 'image/png' });
    },
  });
  return { images, fetched, taken };
}

describe('the remote pictures of a message', () => {
  it('are named by their place, and a tracker is neither named nor fetched', async () => {
    const { images, fetched } = imagesOf(HTML);
    expect((await images.list(reader, 'm')).places).toEqual([1]);
    expect((await images.open(reader, 'm', 1)).type).toBe('image/png');
    await expect(images.open(reader, 'm', 0)).rejects.toMatchObject({ details: { code: 'not-found' } });
    await expect(images.open(reader, 'm', 2)).rejects.toMatchObject({ details: { code: 'not-found' } });
    expect(fetched).toEqual(['https://a.example/1']);
  });

  it('are none where there is no HTML', async () => {
    expect((await imagesOf(null).images.list(reader, 'm')).places).toEqual([]);
  });

  it('do not exist for a stranger, for whom nothing is fetched or counted', async () => {
    const { images, fetched, taken } = imagesOf(HTML);
    await expect(images.list(stranger, 'm')).rejects.toMatchObject({ details: { code: 'not-found' } });
    await expect(images.open(stranger, 'm', 1)).rejects.toMatchObject({ details: { code: 'not-found' } });
    expect([fetched, taken]).toEqual([[], []]);
  });

  it('are counted by person, and refused above the limit', async () => {
    const { images, fetched, taken } = imagesOf(HTML);
    for (let count = 0; count < 300; count += 1) await images.open(reader, 'm', 1);
    await expect(images.open(reader, 'm', 1)).rejects.toMatchObject({ details: { code: 'too-many-requests' } });
    expect(fetched).toHaveLength(300);
    expect(new Set(taken)).toEqual(new Set(['remote-image:7']));
  });

  it('fail with a stable code, and what is a mistake of ours stays one', async () => {
    const refused = imagesOf(HTML, new ImageFailure('image-address-refused')).images.open(reader, 'm', 1);
    await expect(refused).rejects.toMatchObject({ details: { code: 'image-address-refused' } });
    await expect(imagesOf(HTML, new RangeError('ours')).images.open(reader, 'm', 1)).rejects.toThrow(RangeError);
  });

  it('are shown by themselves where the reader wants those of the sender, whatever the case of the address', async () => {
    const { images } = imagesOf(HTML);
    expect(await images.list(reader, 'm')).toMatchObject({ always: false, sender: 'eva@tienda.test' });
    await images.setAlways(reader, 'm', true);
    expect((await images.list(reader, 'm')).always).toBe(true);
    await images.setAlways(reader, 'm', false);
    expect((await images.list(reader, 'm')).always).toBe(false);
    await expect(images.setAlways(stranger, 'm', true)).rejects.toMatchObject({ details: { code: 'not-found' } });
  });

  it('are nobody’s in what we wrote ourselves', async () => {
    const { images } = imagesOf(HTML, undefined, 'outbound');
    expect(await images.list(reader, 'm')).toMatchObject({ always: false, sender: null, places: [1] });
    await expect(images.setAlways(reader, 'm', true)).rejects.toMatchObject({ details: { code: 'no-sender' } });
  });
});

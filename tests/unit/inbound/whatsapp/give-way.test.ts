import { describe, expect, it } from 'vitest';
import { BURST_MS, createGiveWay, REST_MS, TURN_MS } from '../../../../server/inbound/whatsapp/give-way';

function room() {
  const door = { busyUntil: -Infinity, last: -Infinity };
  let time = 10_000;
  const giveWay = createGiveWay({
    door: { isBusy: () => time < door.busyUntil, lastAt: () => door.last },
    now: () => time,
    sleep: (ms) => Promise.resolve(void (time += ms)),
  });
  return {
    door,
    at: () => time,
    pass: (ms: number) => void (time += ms),
    async wait(account = 'one') {
      const begun = time;
      const { isPressed } = await giveWay(account);
      return { waited: time - begun, isPressed };
    },
  };
}

describe('work that gives way to the door', () => {
  it('begins at once when nothing comes, batch after batch', async () => {
    const { wait } = room();
    expect(await wait()).toEqual({ waited: 0, isPressed: false });
    expect(await wait()).toEqual({ waited: 0, isPressed: false });
  });

  it('waits for the acknowledgement that is under way', async () => {
    const { door, at, wait } = room();
    door.busyUntil = at() + 30;
    expect(await wait()).toEqual({ waited: 30, isPressed: false });
  });

  it('lets a burst go first, and takes turns with one that does not end', async () => {
    const { door, pass, wait } = room();
    door.busyUntil = Infinity;
    expect(await wait()).toEqual({ waited: BURST_MS, isPressed: true });
    for (let batch = 0; batch < 3; batch += 1) {
      pass(100);
      expect(await wait()).toEqual({ waited: TURN_MS, isPressed: true });
    }
  });

  it('lets the next burst go first again when one is over', async () => {
    const { door, at, wait } = room();
    door.busyUntil = at() + BURST_MS + TURN_MS;
    expect((await wait()).waited).toBe(BURST_MS);
    expect((await wait()).waited).toBe(TURN_MS);
    door.busyUntil = Infinity;
    expect((await wait()).waited).toBe(BURST_MS);
  });

  it('rests between two batches while webhooks come, and stores the first of them at once', async () => {
    const { door, at, pass, wait } = room();
    door.last = at();
    expect(await wait()).toEqual({ waited: 0, isPressed: true });
    pass(60);
    door.last = at();
    expect((await wait()).waited).toBe(REST_MS - 60);
    expect((await wait('another account')).waited).toBe(0);
  });
});

import { createHmac, pbkdf2Sync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { RunningApp } from './running-app.ts';

const variants = ['blocking', 'fixed'] as const;

let app: RunningApp | undefined;
afterEach(async () => {
  const ended = await app?.close();
  app = undefined;
  expect(ended).toEqual({ code: 0, stderr: '' });
});

describe.each(variants)('payment-webhook, %s', (variant) => {
  const merchant = 'merchant-7';

  async function start(): Promise<(event: object, signer?: string) => Promise<number>> {
    const { env } = (app = await RunningApp.start('payment-webhook', variant, { events: 1000 }));
    const key = pbkdf2Sync(env.WEBHOOK_PASSPHRASE ?? '', merchant, 1_000_000, 32, 'sha256');
    return async (event, signer) => {
      const body = JSON.stringify(event);
      const signature = createHmac('sha256', signer ?? key)
        .update(body)
        .digest('hex');
      const headers = { 'content-type': 'application/json', 'x-merchant': merchant, 'x-signature': signature };
      const { status } = await fetch(`${app?.url}/webhooks/payments`, { method: 'POST', headers, body });
      return status;
    };
  }

  test('an event is accepted once, when it comes again at the same time and after a restart', async () => {
    const deliver = await start();
    const event = {
      id: `evt_${randomUUID()}`,
      type: 'payment.captured',
      payment: { id: 'pay_new', amountCents: 1250 },
    };
    const atOnce = await Promise.all([deliver(event), deliver(event), deliver(event)]);
    expect(atOnce.sort()).toEqual([200, 200, 201]);
    await app?.restart();
    expect(await deliver(event)).toBe(200);
    const payment = (await (await fetch(`${app?.url}/payments/pay_new`)).json()) as { history: object[] };
    expect(payment.history).toHaveLength(1);
  });

  test.runIf(process.getBuiltinModule('node:sqlite'))('events are kept in SQLite, where Node has it', async () => {
    const deliver = await start();
    await deliver({ id: 'evt_1', type: 'payment.captured', payment: { id: 'pay_new', amountCents: 1250 } });
    const database = await readFile(path.join(app?.data ?? '', 'events.db'), 'latin1');
    expect(database).toMatch(/^SQLite format 3/);
    expect(database).toContain('evt_1');
  });

  test('what is not signed with the key, or no event, is refused', async () => {
    const deliver = await start();
    expect(await deliver({ id: 'evt_1' }, 'a wrong key')).toBe(401);
    const { status } = await fetch(`${app?.url}/webhooks/payments`, { method: 'POST' });
    expect(status).toBe(401);
    expect(await deliver({ id: 'evt_1' })).toBe(400);
  });
});

describe.each(variants)('driver-tracking-websocket, %s', (variant) => {
  const UPGRADE =
    'GET /drivers?driver=nobody HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

  test('a client that misbehaves loses its own connection, and the server goes on', async () => {
    const { port, url, env } = (app = await RunningApp.start('driver-tracking-websocket', variant));
    const gone = net.connect(port, '127.0.0.1');
    await once(gone, 'connect');
    await new Promise((resolve) => gone.write(UPGRADE, resolve));
    gone.resetAndDestroy();

    const token = pbkdf2Sync('driver-1', env.PASSWORD_SALT ?? '', 1_000_000, 32, 'sha256').toString('hex');
    for (const message of ['no JSON', 'null', Buffer.alloc(5 * 1024 * 1024)]) {
      const headers = { authorization: `Bearer ${token}` };
      const driver = new WebSocket(`ws://127.0.0.1:${port}/drivers?driver=driver-1`, { headers });
      driver.on('error', () => undefined);
      await once(driver, 'open');
      driver.send(message);
      await once(driver, 'close');
    }
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});

import { connect } from 'node:net';
import { InboundService } from '@relais/delivery';
import { readEnv } from '@relais/platform';
import { aLine, anInfo } from '../../../test/support/content.js';
import { freePort } from '../../../test/support/process.js';
import { World } from '../../../test/support/world.js';
import { InboundMailDoor } from './inbound-mail.js';

const greeting = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', (error) => resolve(error.message));
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString());
    });
  });

describe('the door of the worker for mail that comes in', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('The first') },
    });
  });
  afterAll(() => world.close());

  it('opens at the port of the settings and closes with the worker', async () => {
    const port = await freePort();
    const door = new InboundMailDoor(readEnv({ RELAIS_INBOUND_SMTP_PORT: String(port) }), world.get(InboundService));
    await door.onApplicationBootstrap();
    expect(await greeting(port)).toMatch(/^220 relais ESMTP/);
    await door.onApplicationShutdown();
    expect(await greeting(port)).toContain('ECONNREFUSED');
  });

  it('stays closed where no port is set', async () => {
    const door = new InboundMailDoor(readEnv({}), world.get(InboundService));
    await door.onApplicationBootstrap();
    await expect(door.onApplicationShutdown()).resolves.toBeUndefined();
  });
});

import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InboundService } from '@relais/delivery';
import { Env, InboundDoor } from '@relais/platform';

/** The SMTP door for mail that comes in, where the settings ask for one. */
@Injectable()
export class InboundMailDoor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Inbound mail');
  private door: InboundDoor | null = null;

  constructor(
    private readonly env: Env,
    private readonly inbound: InboundService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { HOST: host, RELAIS_INBOUND_SMTP_PORT: port } = this.env;
    if (port === undefined) return;
    this.door = await InboundDoor.open(this.inbound, { host, port }, (reason) =>
      this.log.error(`A mail could not be taken in: ${reason}`),
    );
    this.log.log(`Takes mail in by SMTP at ${host}:${this.door.port}`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.door?.close();
  }
}

import 'reflect-metadata';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';

/** The raw limit of opening a link: a NestJS route on Fastify that does nothing. */
@Controller('a')
class NothingController {
  @Get(':token')
  open(@Param('token') token: string): string {
    return token;
  }
}

@Module({ controllers: [NothingController] })
class NothingModule {}

const app = await NestFactory.create<NestFastifyApplication>(NothingModule, new FastifyAdapter({ logger: false }), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
process.send!({ port: (app.getHttpServer().address() as AddressInfo).port });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

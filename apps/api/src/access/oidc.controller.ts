import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'; // prettier-ignore
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { OutsideIdentityService, type Caller, type Person, type StaffRole } from '@relais/network';
import { DomainError, Env } from '@relais/platform';
import type { FastifyReply } from 'fastify';
import { Lenient } from '../http/validation.js';
import type { CookieJar } from './access-cookies.js';
import { LooksWho } from './allow.js';
import { OidcClient } from './oidc-client.js';
import { SessionView } from './session-view.js';
import { Cookies, From, MaybeMe } from './who.js';

@Lenient()
export class OidcAnswer {
  @IsOptional() @IsString() @MaxLength(4000) code?: string;
  @IsOptional() @IsString() @MaxLength(1000) state?: string;
  @IsOptional() @IsString() @MaxLength(1000) iss?: string;
  @IsOptional() @IsString() @MaxLength(200) error?: string;
  @IsOptional() @IsString() @MaxLength(1000) error_description?: string;
}

export class OidcStartDto {
  @ApiProperty({ description: 'Where to send the browser' }) url: string;
}

/** Signing in by OpenID Connect. */
@ApiTags('session')
@Controller('api/v1/session/oidc')
export class OidcController {
  constructor(
    private readonly client: OidcClient,
    private readonly identities: OutsideIdentityService,
    private readonly view: SessionView,
    private readonly env: Env,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'beginOidc', summary: 'Begin to sign in by OpenID Connect' })
  @ApiOkResponse({ type: OidcStartDto })
  @ApiNotFoundResponse({ description: 'Not set up here' })
  async begin(@Res({ passthrough: true }) reply: FastifyReply): Promise<OidcStartDto> {
    const { url, journey } = await this.client.begin();
    this.view.cookies.set(reply, 'oidc', journey);
    return { url };
  }

  /** Where the provider sends the browser back to. It is a GET by the protocol; the state of the cookie makes it ours. */
  @Get('callback')
  @LooksWho()
  @ApiExcludeEndpoint()
  async finish(
    @Query() answer: OidcAnswer,
    @From() caller: Caller,
    @Cookies() jar: CookieJar,
    @MaybeMe() before: Person | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.view.cookies.clear(reply, 'oidc');
    try {
      const given = Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) as Record<string, string>; // prettier-ignore
      const identity = await this.client.finish(given, this.view.cookies.read(jar, 'oidc'));
      const role = (this.env.RELAIS_OIDC_NEW_ACCOUNTS as StaffRole | undefined) ?? null;
      const opened = await this.identities.signIn(identity, role, caller);
      await this.view.enter(reply, opened, before);
      reply.redirect(`${this.env.publicUrl}/${opened.stage === 'open' ? 'app' : 'sign-in'}`, 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      reply.redirect(`${this.env.publicUrl}/sign-in?problem=${encodeURIComponent(error.code)}`, 303);
    }
  }
}

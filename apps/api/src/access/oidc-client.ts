import { Injectable, Logger } from '@nestjs/common';
import { Env, Forbidden, NotFound, Sealing } from '@relais/platform';
import type { OutsideIdentity } from '@relais/network';
import * as oidc from 'openid-client';

const SEAL = 'oidc';

/** What a browser carries to the provider and back, sealed in a cookie. */
interface Journey {
  state: string;
  nonce: string;
  verifier: string;
}

/** The provider's answer, as the address it sends the browser back to holds it. */
export type CallbackAnswer = Readonly<Record<string, string>>;

/** Speaks OpenID Connect: authorisation code with PKCE, state and nonce. */
@Injectable()
export class OidcClient {
  private readonly log = new Logger('Oidc');
  private config: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly env: Env,
    private readonly sealing: Sealing,
  ) {}

  /** The address to send the browser to, and the cookie to bring back. @throws NotFound `oidc.off` */
  async begin(): Promise<{ url: string; journey: string }> {
    const config = await this.provider();
    const journey: Journey = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.redirectUri,
      scope: 'openid email profile',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, journey: this.sealing.seal(SEAL, JSON.stringify(journey)) };
  }

  /** Who came back. @throws Forbidden `oidc.refused` for whatever is not right about it */
  async finish(answer: CallbackAnswer, cookie: string | undefined): Promise<OutsideIdentity> {
    const config = await this.provider();
    const opened = cookie === undefined ? null : this.sealing.open(SEAL, cookie);
    if (opened === null) throw new Forbidden('oidc.refused', 'The sign-in took too long, or began in another browser.');
    const { state, nonce, verifier } = JSON.parse(opened) as Journey;
    const claims = await this.claims(config, answer, { state, nonce, verifier });
    return {
      id: `${claims.iss} ${claims.sub}`,
      email: typeof claims.email === 'string' ? claims.email : undefined,
      emailVerified: claims.email_verified === true,
      name: typeof claims.name === 'string' ? claims.name : undefined,
    };
  }

  private async claims(
    config: oidc.Configuration,
    answer: CallbackAnswer,
    journey: Journey,
  ): Promise<oidc.IDToken & Record<string, unknown>> {
    // prettier-ignore
    try {
      const tokens = await oidc.authorizationCodeGrant(
        config,
        new URL(`${this.redirectUri}?${new URLSearchParams(answer).toString()}`),
        {
          pkceCodeVerifier: journey.verifier,
          expectedState: journey.state,
          expectedNonce: journey.nonce,
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims()!;
      if (claims.email !== undefined) return claims;
      // Many providers give the address only to whoever asks for it.
      const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      return { ...info, ...claims };
    } catch (error) {
      this.log.warn(`a sign-in by OpenID Connect was refused: ${(error as Error).message}`);
      throw new Forbidden('oidc.refused', 'The provider’s answer could not be accepted. Try again.');
    }
  }

  private get redirectUri(): string {
    return `${this.env.publicUrl}/api/v1/session/oidc/callback`;
  }

  private async provider(): Promise<oidc.Configuration> {
    const { RELAIS_OIDC_ISSUER: issuer, RELAIS_OIDC_CLIENT_ID: id, RELAIS_OIDC_CLIENT_SECRET: secret } = this.env;
    if (issuer === undefined || id === undefined) throw new NotFound('oidc.off', 'OpenID Connect is not set up here.');
    // Plain http only on this machine: the settings refuse it elsewhere.
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    const auth = secret === undefined ? oidc.None() : undefined;
    this.config ??= oidc.discovery(new URL(issuer), id, secret, auth, { execute });
    try {
      return await this.config;
    } catch (error) {
      this.config = undefined; // it may be back the next time
      throw error;
    }
  }
}

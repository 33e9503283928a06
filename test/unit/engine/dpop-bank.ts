import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import { type HttpRequest, headerOf } from '../../../src/core/oauth/http-message.ts';
import { valuesOf } from '../../../src/core/oauth/parameter.ts';
import { ok } from '../../../src/core/result.ts';
import type { Send } from '../../../src/engine/effects.ts';
import { jsonAnswer } from './memory-effects.ts';

/** A server that binds its tokens by DPoP, reads proofs with `jose`, and refuses what RFC 9449 §4.3 refuses. */
export class DpopBank {
  /** what it wants to see in proofs; empty: no nonce */
  nonce = '';
  /** asks for its nonce, and does not give it */
  keepsNonce = false;
  /** gives a nonce and never takes it */
  neverTakes = false;
  token_type = 'DPoP';
  /** what else the token says; absent: the token is opaque */
  cnf: object | undefined;
  /** ids of all proofs that were taken */
  readonly jtis: string[] = [];
  /** codes and refresh tokens that were used up */
  readonly spent: string[] = [];
  /** those that came a second time */
  readonly reused: string[] = [];
  readonly #bound = new Map<string, string>();
  readonly #clock: { nowMs(): number };

  constructor(clock: { nowMs(): number }) {
    this.#clock = clock;
  }

  send: Send = async (request) => {
    const { body = '' } = request;
    const grant = new URLSearchParams(body).get('grant_type');
    const [scheme = '', token = ''] = (headerOf(request, 'authorization') ?? '').split(' ');
    const isApi = grant === null;
    const refuse = (error: string) => this.#refuse(isApi, error);
    if (isApi && this.#bound.get(token) === undefined && scheme === 'Bearer') return this.#give({});
    const proof = await this.#readProof(request, isApi ? token : undefined);
    if (typeof proof === 'string') return refuse(proof);
    if (!isApi) return this.#giveTokens(request, grant, proof.jkt);
    if (scheme !== 'DPoP' || this.#bound.get(token) !== proof.jkt) return refuse('invalid_token');
    return this.#give({ accounts: [] });
  };

  async #readProof(
    request: HttpRequest,
    accessToken: string | undefined,
  ): Promise<{ jkt: string } | string> {
    const wrong = 'invalid_dpop_proof';
    const jwt = headerOf(request, 'dpop');
    if (jwt === undefined) return wrong;
    const { payload, protectedHeader } = await jwtVerify(jwt, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256', 'PS256'],
      currentDate: new Date(this.#clock.nowMs()),
      maxTokenAge: 60,
    });
    const { jti = '', htm, htu, ath, nonce } = payload;
    if (htm !== request.method || htu !== request.url.split('?')[0]) return wrong;
    const hash = accessToken && createHash('sha256').update(accessToken).digest('base64url');
    if (this.jtis.includes(jti) || jti === '' || ath !== hash) return wrong;
    this.jtis.push(jti);
    if (this.nonce !== '' && (nonce !== this.nonce || this.neverTakes)) return 'use_dpop_nonce';
    const { jwk } = decodeProtectedHeader(jwt);
    if (!jwk || 'd' in jwk || protectedHeader.alg === undefined) return wrong;
    return { jkt: await calculateJwkThumbprint(jwk) };
  }

  #giveTokens({ parameters }: HttpRequest, grant: string, jkt: string) {
    const spends = [...valuesOf(parameters, 'code'), ...valuesOf(parameters, 'refresh_token')];
    const again = spends.filter((value) => this.spent.includes(value));
    if (again.length > 0) {
      this.reused.push(...again);
      return this.#refuse(false, 'invalid_grant');
    }
    this.spent.push(...spends);
    const serial = this.jtis.length;
    const claims = this.cnf && { sub: 'FAKE', cnf: { jkt, ...this.cnf } };
    const encoded = [{ alg: 'ES256' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part ?? {})).toString('base64url'),
    );
    const access_token = claims ? [...encoded, `FAKE${serial}`].join('.') : `fakeaccess-${serial}`;
    if (this.token_type === 'DPoP') this.#bound.set(access_token, jkt);
    return this.#give({
      access_token,
      token_type: this.token_type,
      expires_in: 300,
      ...(grant === 'client_credentials' ? {} : { refresh_token: `fakerefresh-${serial}` }),
    });
  }

  #give(json: object) {
    return ok(this.#withNonce(jsonAnswer(200, json, this.#clock.nowMs())));
  }

  #refuse(isApi: boolean, error: string) {
    const answer = jsonAnswer(isApi ? 401 : 400, isApi ? {} : { error }, this.#clock.nowMs());
    if (isApi) answer.answer.headers.push(['WWW-Authenticate', `DPoP error="${error}"`]);
    return ok(this.#withNonce(answer));
  }

  #withNonce(received: ReturnType<typeof jsonAnswer>) {
    if (this.nonce !== '' && !this.keepsNonce) {
      received.answer.headers.push(['DPoP-Nonce', this.nonce]);
    }
    return received;
  }
}

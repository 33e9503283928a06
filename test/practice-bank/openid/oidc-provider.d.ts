/** The part of oidc-provider 9 that the OpenID practice bank uses; the package has no types. */
declare module 'oidc-provider' {
  type IncomingMessage = import('node:http').IncomingMessage;
  type ServerResponse = import('node:http').ServerResponse;

  /** A Koa context. */
  export interface ProviderContext {
    status: number;
    type: string;
    body: unknown;
    /** False: Koa leaves the socket to others. */
    respond: boolean;
    readonly path: string;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly response: { readonly headers: Record<string, string | string[] | undefined> };
    readonly oidc: {
      readonly result?: { login?: object; consent?: { grantId: string } };
      readonly provider: Provider;
      readonly params: Record<string, string | undefined>;
    };
  }

  export interface InteractionDetails {
    uid: string;
    prompt: { name: string };
    params: Record<string, string | undefined>;
    session?: { accountId: string };
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addOIDCClaims(names: string[]): void;
    addResourceScope(resource: string, scope: string): void;
    addRar(detail: object): void;
    save(): Promise<string>;
  }

  export interface StoredPayload {
    grantId?: string;
    uid?: string;
    consumed?: number;
  }

  export interface Adapter {
    upsert(id: string, payload: StoredPayload, expiresInSeconds?: number): Promise<void>;
    find(id: string): Promise<StoredPayload | undefined>;
    findByUid(uid: string): Promise<StoredPayload | undefined>;
    findByUserCode(userCode: string): Promise<StoredPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: {
      new (owner: { accountId: string; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    use(middleware: (ctx: ProviderContext, next: () => Promise<void>) => Promise<void>): this;
    callback(): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
    interactionDetails(
      incoming: IncomingMessage,
      outgoing: ServerResponse,
    ): Promise<InteractionDetails>;
    interactionResult(
      incoming: IncomingMessage,
      outgoing: ServerResponse,
      result: object,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<string>;
  }

  type ErrorClass = new (...details: string[]) => Error;
  export const errors: {
    InvalidAuthorizationDetails: ErrorClass;
    InvalidRequest: ErrorClass;
    InvalidRequestObject: ErrorClass;
    InvalidTarget: ErrorClass;
    SessionNotFound: ErrorClass;
  };

  export namespace interactionPolicy {
    class Check {
      constructor(
        reason: string,
        description: string,
        error: string,
        check: (ctx: ProviderContext) => boolean,
      );
    }
    function base(): { get(name: string): { checks: { add(check: Check): void } } | undefined };
  }
}

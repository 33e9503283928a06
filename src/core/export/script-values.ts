import { secretMark } from '../flow/secret.ts';
import { basicCredentials } from '../oauth/token-request.ts';
import type { FlowScript } from './flow-script.ts';

/**
 * The values of a script's variables, by their names, for who was asked to write secrets.
 *
 * @param secrets mark → value
 */
export function scriptValues(
  { flow, variables }: FlowScript,
  secrets: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const { draft } = flow.started.plan;
  const clientSecret = flow.started.secrets.find(({ kind }) => kind === 'client_secret');
  return new Map(
    variables.flatMap(({ name, source, mark }) => {
      const value =
        source.kind === 'basic'
          ? clientSecret && credentials(secrets.get(secretMark(clientSecret)))
          : source.kind === 'challenge'
            ? secrets.size > 0 && flow.started.codeChallenge
            : secrets.get(mark);
      return value ? [[name, value] as const] : [];
    }),
  );

  function credentials(secret: string | undefined): string | undefined {
    return secret === undefined ? undefined : basicCredentials(draft, secret);
  }
}

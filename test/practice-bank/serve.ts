import { parseArgs } from 'node:util';
import { practiceCredentials } from './clients.ts';
import { dialectNames } from './dialects/dialects.ts';
import { startPracticeBank } from './practice-bank.ts';

const defaultPort = 8489;

/** Runs the practice bank until it is interrupted. */
async function serve(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = Number(values.port ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    stop(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  const bank = await startPracticeBank({ port, log: (line) => console.log(line) }).catch(
    (error: unknown) => stop(startProblem(error, port)),
  );
  const { urls } = bank;
  const { user, password, sms } = practiceCredentials;
  console.log(`Practice bank on port ${bank.port}. Open in a browser:
  index          ${urls.index}/
  practice app   ${urls.app}/
  BPCE-like      ${urls.bpce('17515')} (also 13807, 12579)
  Open Payments  ${urls.openPayments}
  OpenID         ${urls.oidc}
  Berlin Group   ${urls.berlin}
  dialects       ${dialectNames.map((name) => urls.dialect(name)).join('\n                 ')}
  control        ${urls.control}
Log in with ${user} / ${password}, SMS code ${sms}. Stop with Ctrl+C.`);
  process.once('SIGINT', () => void bank.close());
  process.once('SIGTERM', () => void bank.close());
}

function startProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop the other program or choose another: --port 8490`;
  }
  if (code === 'EACCES') return `Port ${port} is not allowed for this user: choose one above 1023.`;
  return `The practice bank did not start: ${String(error)}`;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

await serve();

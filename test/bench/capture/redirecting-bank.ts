import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bank that redirects at once, and an app that answers at once: what is measured begins between the two. */
export interface RedirectingBank {
  /** the address that sends a browser on to `target` */
  sendsTo(target: string): string;
  app: string;
  close(): Promise<void>;
}

export async function startRedirectingBank(): Promise<RedirectingBank> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bank.localhost');
    if (pathname === '/authorize') {
      response.writeHead(302, { location: searchParams.get('to') ?? '' }).end();
    } else {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>App</title>');
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    sendsTo: (target) =>
      `http://bank.localhost:${port}/authorize?${new URLSearchParams({ to: target })}`,
    app: `http://app.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

import { createBackgroundClient } from '../background-client.ts';
import { ownProfiles } from '../banks/own-profiles.ts';
import { onWorkerMessage } from '../browser.ts';
import { sendOrTakeFirst } from '../first-answers.ts';

/** What the DevTools page puts behind the panel's address when it asks about a recording. */
export const RECORDING = '#recording';

/** Waits for a recording of this extension's own DevTools page and answers by the port that comes with it. */
export function answerRecordings(): void {
  const client = createBackgroundClient({ send: sendOrTakeFirst, onMessage: onWorkerMessage });
  addEventListener('message', async ({ data, origin, ports: [port] }: MessageEvent<unknown>) => {
    if (origin !== location.origin) return;
    ownProfiles.value = (await client.ask('readFirst', {})).files;
    const { answerRecording } = await import('../screens.ts');
    port?.postMessage(await answerRecording(data, Date.now()));
  });
}

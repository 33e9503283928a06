import { signal } from '@preact/signals';

/** The address that is shown as a QR code, and of which flow. In memory alone: no record holds its random values. */
export const shownQr = signal<{ flowId: string; url: string }>();

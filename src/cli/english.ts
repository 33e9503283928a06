import messages from '../../_locales/en/messages.json' with { type: 'json' };
import { type Messages, messagesFrom } from '../core/messages.ts';

/** The sentences of the command line. */
export const english: Messages = messagesFrom(messages);

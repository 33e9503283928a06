// Opening takes the browser a while: it is asked for before the rest of the worker is evaluated.
import { flowDatabase } from './storage/database.ts';

// Whoever needs it opens it anew, and says what is wrong.
flowDatabase().catch(() => undefined);

import type { Harness } from '../driver/harness.ts';

/** Something the panel can show, and the way there from anywhere in it. */
export interface PanelScreen {
  name: string;
  open(harness: Harness): Promise<void>;
  /** the way back to where the next screen can be opened */
  leave?(harness: Harness): Promise<void>;
}

/** What the buttons of a flow's detail do; made by the connecting component, called within clicks. */
export interface FlowCommands {
  exchangeCode(): void;
  discardCode(): void;
  /** true when the redirect was taken */
  pasteRedirect(url: string): Promise<boolean>;
  /** the value behind a reference; `null` when it is gone */
  reveal(secretId: string): Promise<string | null>;
  abandon(): void;
  runAgain(): void;
  cancel(): void;
  close(): void;
  dismissProblem(): void;
}

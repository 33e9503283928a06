/** What the buttons of a flow's detail do; made by the connecting component, called within clicks. */
export interface FlowCommands {
  exchangeCode(): void;
  discardCode(): void;
  /** gives the held answer to the app */
  releaseAnswer(): void;
  /** true when the redirect was taken */
  pasteRedirect(url: string): Promise<boolean>;
  /** the value behind a reference; `null` when it is gone */
  reveal(secretId: string): Promise<string | null>;
  /** performs one step before the redirect */
  runStep(name: string): void;
  /** performs the steps before the redirect, up to the first that does not work */
  runSteps(): void;
  saveCaptured(values: Record<string, string>): void;
  pasteAnswer(name: string, status: number, body: string): void;
  /** `copied`: the person opens it elsewhere */
  openFlow(how: 'inspected_tab' | 'new_tab' | 'copied'): void;
  /** hands the request to the bank, once more where a pushed one was used or has ended */
  pushRequest(): void;
  abandon(): void;
  runAgain(): void;
  cancel(): void;
  close(): void;
  dismissProblem(): void;
}

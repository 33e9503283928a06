/** The part that is used of web-ext, which comes without types. */
declare module 'web-ext' {
  interface Message {
    code: string;
    file?: string;
    message: string;
  }
  const webExt: {
    cmd: {
      lint(
        options: {
          sourceDir: string;
          artifactsDir: string;
          ignoreFiles: string[];
          output: 'none';
        },
        program: { shouldExitProgram: false },
      ): Promise<{ errors: Message[]; notices: Message[]; warnings: Message[] }>;
    };
  };
  export default webExt;
}

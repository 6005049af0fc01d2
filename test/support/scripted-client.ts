interface Sender {
  readonly middlewareStack: { add(middleware: never, options: never): void };
}

/**
 * Lets a test answer for AWS: every command's input goes to `answer`, which returns the output or throws, and nothing
 * leaves the process.
 * @returns the client, and the inputs that it was given
 */
export function scripted<C extends Sender>(
  client: C,
  answer: (input: never, call: number) => object,
): { client: C; inputs: unknown[] } {
  const inputs: unknown[] = [];
  const middleware = () => (args: { input: unknown }) => {
    inputs.push(args.input);
    return Promise.resolve().then(() => ({
      response: {},
      output: answer(args.input as never, inputs.length),
    }));
  };
  // Before anything else, so that no serialiser, retry or network takes part.
  const first = { name: 'scripted', step: 'initialize', priority: 'high' };
  client.middlewareStack.add(middleware as never, first as never);
  return { client, inputs };
}

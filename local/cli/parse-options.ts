import { parseArgs, type ParseArgsConfig } from 'node:util';
import { thrownMessage } from '../thrown-message';

/** As `parseArgs`. @throws Error with a one-line message for anything that is not understood */
export function parseOptions<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // parseArgs adds advice after its first sentence.
    const [reason = ''] = thrownMessage(error).split('. ');
    throw new Error(`${reason}; --help lists the options`, { cause: error });
  }
}

import { readCorpus, CORPUS_FOLDER } from '../../scripts/corpus/corpus-file';
import { letIn } from '../../scripts/access/let-in';
import { contexts } from '../../src/composition/modules';
import { parseStream } from '../../src/eventsourcing/log/commit';
import { routesOf, type Route } from '../../src/http';
import { bearer, MemoryContext, type MemoryAnswer } from '../support/memory-context';
import { uuidOf } from '../support/uuid-of';

const corpus = readCorpus(CORPUS_FOLDER);

/** Reads of each aggregate, with the id of one that the corpus tells of. */
const reads = contexts.flatMap((context) =>
  context.aggregates.flatMap(({ aggregate, controllers }) => {
    const [commit] = corpus.find(({ type }) => type === aggregate.type)?.history.commits ?? [];
    const id = commit ? parseStream(commit.stream).id : 'none';
    const routes = controllers.flatMap(routesOf).filter(({ method }) => method === 'GET');
    return routes.map((route) => [`GET ${route.path}`, { route, context: context.name, id }] as const);
  }),
);

describe('a read that names the ETag of its answer in If-None-Match', () => {
  const applications = new Map<string, MemoryContext>();

  beforeAll(async () => {
    for (const context of contexts) {
      const application = new MemoryContext(context);
      applications.set(context.name, application);
      const own = corpus.filter(({ type }) => type.startsWith(`${context.name}/`));
      for (const commit of own.flatMap(({ history }) => history.commits))
        await application.log.append(commit);
      await application.project();
    }
  });

  const ask = async (
    { access, path }: Route,
    context: string,
    id: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<MemoryAnswer> => {
    const application = applications.get(context);
    if (!application) throw new Error(`There is no ${context}.`);
    const [asker] = letIn(access, { id }, uuidOf(1));
    const caller = asker && bearer(asker.subject, ...asker.roles);
    return application.send(`GET ${path.replace('{id}', id)}`, { headers, ...(caller && { caller }) });
  };

  it.each(reads)('is answered 304 without a body: %s', async (_, { route, context, id }) => {
    const first = await ask(route, context, id);
    expect(first).toMatchObject({
      status: 200,
      headers: { etag: expect.stringMatching(/^(W\/)?".+"$/) as string },
    });
    const etag = String(first.headers.etag);
    await expect(ask(route, context, id, { 'if-none-match': etag })).resolves.toMatchObject({
      status: 304,
      headers: { etag },
      body: undefined,
    });
    await expect(ask(route, context, id, { 'if-none-match': '"another"' })).resolves.toMatchObject({
      status: 200,
      body: first.body,
    });
  });

  it('is one of every context', () => {
    expect(new Set(reads.map(([, { context }]) => context)).size).toBe(contexts.length);
  });
});

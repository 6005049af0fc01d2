import { join } from 'node:path';
import { application, type Application } from './application/application';
import { Cleanup } from './application/cleanup';
import { eventCarrier, type EventTargets } from './application/event-carrier';
import { omissions, sentence } from './application/omissions';
import { resourceNames } from './application/resource-names';
import { FAULTY_SERVICES } from './faults/fault-kinds';
import { Faults } from './faults/faults';
import { faultsDesk } from './faults/faults-desk';
import { AUTHORIZER_TIMEOUT, Authorizers } from './gateway/authorizers/authorizers';
import { HttpGateway, INTEGRATION_TIMEOUT } from './gateway/http-gateway';
import { routeTable } from './gateway/route-table';
import { makeFirstKeys } from './identity/make-first-keys';
import { tokenPage } from './identity/token-page';
import { bundle } from './lambda/bundle/bundle';
import { watchFunctions } from './lambda/bundle/watch-functions';
import { createFunctions, type Functions } from './lambda/create-functions';
import { Activity } from './mappings/activity';
import type { Mapping } from './mappings/mapping';
import { keepPlaces, NO_PLACES, readPlaces } from './mappings/places';
import { startMappings } from './mappings/start-mappings';
import type { Access } from './permissions/access';
import { Guard } from './permissions/guard';
import { dynamoDbSchema } from './permissions/requests/dynamodb-schema';
import { withDefaults, type RuntimeOptions, type RuntimeSettings } from './runtime-options';
import { endpointUrl } from './services/endpoint-url';
import { unknownEndpoints, type Endpoints } from './services/endpoints';
import { provision } from './services/provision/provision';
import { isElsewhere, startServices, type Services } from './services/start-services';
import { localPages } from './status/local-pages';
import { statusPages } from './status/status-pages';
import { loadTemplate } from './template/load-template';

export interface Runtime {
  /** Of the API, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly endpoints: Endpoints;
  /** By logical id. */
  readonly functions: Functions;
  readonly mappings: readonly Mapping[];
  /** For `/_local/faults`. */
  readonly faultsToken: string;
  /** Resolves when a service ends by itself; never rejects. */
  readonly failed: Promise<Error>;
  /** Ends everything that was started; may be called again. */
  stop(): Promise<void>;
}

/**
 * Runs the application of a template on this machine.
 *
 * @throws an error with a one-line message that says what to mend; nothing is left running then
 */
export async function startRuntime(options: RuntimeOptions = {}): Promise<Runtime> {
  const cleanup = new Cleanup();
  try {
    return await start(withDefaults(options), cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(settings: RuntimeSettings, cleanup: Cleanup): Promise<Runtime> {
  const { host, knownAs, port, template: file, parameters, log, debugging } = settings;
  // The port first: it is the most likely thing to be refused.
  const integrationTimeout = debugging === undefined ? INTEGRATION_TIMEOUT : Infinity;
  const gateway = await HttpGateway.listen({ host, knownAs, port, integrationTimeout, log });
  cleanup.add(() => gateway.stop());
  const url = endpointUrl(host, gateway.port);

  // The whole template is checked before anything is started for it.
  const template = loadTemplate({ file, parameters, preferences: settings.preferences });
  const draft = application(template, resourceNames(unknownEndpoints, url));
  for (const omission of omissions(draft.resources, template.unread)) {
    log.write(omission.matters ? 'warn' : 'debug', sentence(omission));
  }
  for (const remark of template.remarks(draft.resources)) log.write('warn', remark);

  const guard = new Guard({ ...draft, log, onAuthorised: settings.onAuthorised });
  for (const { functionId, purpose, calls } of draft.duties) guard.require(functionId, purpose, calls);

  const faults = new Faults();
  const late: { targets?: EventTargets } = {};
  const services = await buildAndServe(
    draft,
    settings,
    cleanup,
    { access: guard, faults },
    () => late.targets,
  );
  const { endpoints } = services;
  await settings.admission;
  const resolved = application(template, resourceNames(endpoints, url));
  await provision(resolved.resources, endpoints);
  await makeFirstKeys(resolved.resources, endpoints.secretsmanager);

  const functions = createFunctions(resolved.functions, {
    ...settings,
    directory: settings.buildDirectory,
    endpoints: services.functionEndpoints,
    faults,
  });
  late.targets = { functions, endpoints };
  const mappings = await run(resolved, settings, { functions, services, gateway, faults }, cleanup);
  return {
    url,
    port: gateway.port,
    endpoints,
    functions,
    mappings,
    faultsToken: settings.faultsToken,
    failed: services.exited,
    stop: () => cleanup.run(),
  };
}

/** Bundling takes one core and the services the other. */
async function buildAndServe(
  { builds, resources }: Application,
  { host, knownAs, dataDir, environment, log, buildDirectory: directory }: RuntimeSettings,
  cleanup: Cleanup,
  { access, faults }: { readonly access: Access; readonly faults: Faults },
  targets: () => EventTargets | undefined,
): Promise<Services> {
  const building = bundle(builds, { directory, readable: true });
  const carrier = eventCarrier(targets, log);
  const starting = startServices({
    host,
    knownAs,
    dataDir,
    environment,
    carrier,
    functions: () => targets()?.functions,
    restrictions: { access, schema: dynamoDbSchema(resources) },
    faults,
    log,
  }).then((services) => {
    cleanup.add(() => services.stop());
    return services;
  });
  // Whichever fails, the other must have settled before it can be cleaned up.
  await Promise.allSettled([building, starting]);
  await building;
  return starting;
}

interface Parts {
  readonly functions: Functions;
  readonly services: Services;
  readonly gateway: HttpGateway;
  readonly faults: Faults;
}

async function run(
  {
    builds,
    routes,
    cors,
    stageVariables,
    mappings: definitions,
    resources,
    functions: declared,
  }: Application,
  settings: RuntimeSettings,
  { functions, services, gateway, faults }: Parts,
  cleanup: Cleanup,
): Promise<Mapping[]> {
  const activity = new Activity();
  const { dataDir, log } = settings;
  const { endpoints, mailbox } = services;
  const places = dataDir === undefined ? undefined : join(dataDir, 'places.json');
  const mappings = await startMappings(settings.polls ? definitions : [], {
    functions,
    services,
    activity,
    log,
    places: places === undefined ? NO_PLACES : await readPlaces(places),
  });
  cleanup.add(async () => {
    // A mapping waits for its invocation, which ends with the function.
    await Promise.all([...mappings, ...functions.values()].map((part) => part.stop()));
  });
  if (places !== undefined) {
    const onError = (error: unknown): void => {
      log.write('warn', `${places} cannot be written: ${String(error)}`);
    };
    cleanup.add(keepPlaces(mappings, places, onError));
  }
  if (settings.watch) cleanup.add(await watchFunctions(builds, { functions, mappings }, settings));
  cleanup.add(retireIdleEnvironments(functions));
  const timeout = settings.debugging === undefined ? AUTHORIZER_TIMEOUT : Infinity;
  const authorizers = new Authorizers(routes, (id) => functions.get(id), { timeout, log });
  const token = tokenPage(resources, declared, endpoints.secretsmanager);
  gateway.serve({
    routes: routeTable(routes),
    cors,
    stageVariables,
    authorize: (request, match) => authorizers.authorize(request, match),
    functionOf: ({ route }) => functions.get(route.functionId),
    ownPage: localPages(
      statusPages({
        resources,
        functions,
        mappings,
        endpoints,
        mailbox,
        token,
        faults: faultsDesk(faults, settings.faultsToken, {
          functions: [...functions.keys()],
          elsewhere: FAULTY_SERVICES.filter((service) => isElsewhere(service, settings.environment)),
        }),
      }),
    ),
    onRequest: () => {
      activity.pulse();
    },
  });
  cleanup.add(() => gateway.drain(DRAIN_WITHIN));
  return mappings;
}

/** Milliseconds for requests under way when the runtime is to stop; the rest of its 3 s is for everything else. */
const DRAIN_WITHIN = 1_800;

const IDLE_CHECK_INTERVAL = 10_000;
const IDLE_FOR = 60_000;

/** @returns what ends it */
function retireIdleEnvironments(functions: Functions): () => void {
  const timer = setInterval(() => {
    for (const each of functions.values()) each.retireIdleSince(Date.now() - IDLE_FOR);
  }, IDLE_CHECK_INTERVAL);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

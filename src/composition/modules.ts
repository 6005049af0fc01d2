import { iamModule } from '../contexts/iam/iam.module';
import { orgModule } from '../contexts/org/org.module';
import { otpModule } from '../contexts/otp/otp.module';
import { shopModule } from '../contexts/shop/shop.module';
import type { AggregateModule, ContextModule } from '../eventsourcing/aggregate-module';
import { EventSchemas } from '../eventsourcing/log/event-schemas';

/** Every bounded context of the application. Add yours here. No function but the system's may import this list. */
export const contexts: readonly ContextModule[] = [iamModule, shopModule, orgModule, otpModule];

export const modules: readonly AggregateModule[] = contexts.flatMap(({ aggregates }) => aggregates);

/** Of all modules, for tools that read the whole log. */
export const eventSchemas = new EventSchemas(modules.map(({ events }) => events));

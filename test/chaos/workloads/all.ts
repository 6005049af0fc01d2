import { Orders } from './orders';
import { Organisations } from './organisations';
import { People } from './people';
import { Products } from './products';
import { SignIns } from './sign-ins';
import type { Workload } from './workload';

/** What chaos drives. A further kind of writes is a further line; each run gets its own. */
export function allWorkloads(): readonly Workload[] {
  return [new People(), new Products(), new Orders(), new Organisations(), new SignIns()];
}

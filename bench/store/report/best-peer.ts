import type { Measurement } from '../measure/measurement';

/** What a measurement is compared with: the peers at the same work. */
export class Peers {
  constructor(private readonly measurements: readonly Measurement[]) {}

  /** Median time of a measurement as a share of the fastest peer's. */
  ratio(measurement: Measurement): number {
    return measurement.milliseconds / this.fastest(measurement, () => true);
  }

  /** The same beside those peers that have nothing in memory either. */
  ratioToCold(measurement: Measurement): number {
    return measurement.milliseconds / this.fastest(measurement, ({ isWarm }) => !isWarm);
  }

  private fastest({ length, events }: Measurement, counts: (peer: Measurement) => boolean): number {
    const times = this.measurements
      .filter((each) => !each.isOurs && each.length === length && each.events === events && counts(each))
      .map(({ milliseconds }) => milliseconds);
    return Math.min(...times);
  }
}

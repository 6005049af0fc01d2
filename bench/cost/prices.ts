/**
 * List prices of us-east-1 in USD, before free tiers and volume tiers, as of November 2026. Sources: the price lists of
 * the services, https://aws.amazon.com/<service>/pricing/.
 */
const MILLION = 1_000_000;
const HOURS_A_MONTH = 730;

export const PRICES = {
  httpApi: { request: 1 / MILLION },
  lambda: {
    request: 0.2 / MILLION,
    /** GB-second of arm64. */
    gigabyteSecond: 0.0000133334,
  },
  dynamodb: {
    writeUnit: 0.625 / MILLION,
    readUnit: 0.125 / MILLION,
    gigabyteMonth: 0.25,
    /** Point-in-time recovery, for each GB of the table. */
    recoveryGigabyteMonth: 0.2,
  },
  kinesis: {
    /** 25 KB of a record, or the rest of them. */
    payloadUnit: 0.014 / MILLION,
    shardMonth: 0.015 * HOURS_A_MONTH,
  },
  /** A request is one API call with up to 64 KB, of up to ten messages. */
  sqs: { standardRequest: 0.4 / MILLION, fifoRequest: 0.5 / MILLION },
  cloudWatch: {
    /** GB of a log group of the standard class, and of the class for infrequent access. */
    ingestedGigabyte: { STANDARD: 0.5, INFREQUENT_ACCESS: 0.25 },
    /** A metric that an alarm looks at, also within an expression. */
    alarmMetricMonth: 0.1,
    dashboardMonth: 3,
  },
  secretsManager: { secretMonth: 0.4 },
} as const;

/**
 * What Lambda's pollers ask an idle queue: five of them, each with a long poll of 20 s.
 * Source: Lambda guide, "Using Lambda with Amazon SQS".
 */
export const IDLE_POLLS_A_MONTH = (5 * HOURS_A_MONTH * 3600) / 20;

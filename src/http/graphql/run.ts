import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { KeptResponse, Made } from '../../cache/responses.js';
import type { Context } from '../../graph/context.js';
import { atMost, isLate, type Limits } from '../../graph/limits.js';
import type { OperationRecord } from '../../graph/operation-log.js';
import type { Operation } from '../../graph/operations.js';
import type { Noted } from '../../graph/readership.js';
import { TagSet } from '../../graph/tag-set.js';

/** An answer for one asker: it has errors, or changes by itself. */
export interface Failed {
  status: number;
  body: string;
  /** Codes of its errors. */
  codes: string[];
}

export interface RunOptions {
  limits: Limits;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  report(record: OperationRecord): void;
}

/** Executes an operation that has been validated before. Undefined where its variables do not fit or it costs too much: nothing was run then. */
export async function run(
  operation: Operation,
  variables: Record<string, unknown>,
  context: Context,
  noted: Noted,
  { limits, formatError, report }: RunOptions,
): Promise<Made<Failed> | undefined> {
  const started = process.hrtime.bigint();
  const cost = operation.cost(variables);
  if (cost === undefined || cost > limits.cost) return undefined;
  const result = await operation.execute(variables, context);
  if (result.data === undefined) return undefined;
  const errors = result.errors?.map((error) => formatError(formatted(error), error));
  const codes = [...new Set(errors?.map(({ extensions }) => String(extensions?.code ?? 'UNKNOWN')))];
  report({
    name: operation.name,
    type: 'query',
    milliseconds: Number(process.hrtime.bigint() - started) / 1e6,
    commands: context.commands.count,
    errors: codes,
  });
  if (errors && errors.length > 0) {
    const body = `${JSON.stringify({ errors: atMost(errors, limits), data: result.data })}\n`;
    return { other: { status: isLate(errors) ? 408 : 200, body, codes } };
  }
  const body = `${JSON.stringify({ data: result.data })}\n`;
  return context.passing.now ? { other: { status: 200, body, codes } } : { kept: new Answer(body, context, noted) };
}

/** An answer whose tags are put together when somebody asks for them. */
class Answer implements KeptResponse {
  readonly body: Buffer;
  readonly variants = new Map<string, Buffer>();
  readonly noted?: Noted;
  #tags: TagSet | readonly string[];

  constructor(body: string, { tags }: Context, noted: Noted) {
    this.body = Buffer.from(body);
    this.#tags = tags;
    if (!noted.isEmpty) this.noted = noted;
  }

  get tags(): readonly string[] {
    if (this.#tags instanceof TagSet) this.#tags = [...this.#tags];
    return this.#tags;
  }
}

/** As Apollo Server hands an error to `formatError`. */
function formatted(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions } = error.toJSON();
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...extensions, code: extensions?.code ?? 'INTERNAL_SERVER_ERROR' },
  };
}

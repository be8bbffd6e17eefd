import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './context.js';

/** What is known of an operation when it is answered; nothing of who asked, and no values. */
export interface OperationRecord {
  /** The name that the client gave it; null for none. */
  name: string | null;
  /** query, mutation or subscription; null where it did not get so far. */
  type: string | null;
  milliseconds: number;
  /** Commands that went to the store. */
  commands: number;
  /** Codes of the errors in the answer, each once. */
  errors: string[];
}

/** Longer names are cut: they come from the client. */
const maxName = 100;

/** Reports each operation when its answer is ready. */
export function operationLog(report: (record: OperationRecord) => void): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const started = process.hrtime.bigint();
      return {
        async willSendResponse({ operation, operationName, contextValue, response }) {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          const codes = [...new Set(errors.map(({ extensions }) => String(extensions?.code ?? 'UNKNOWN')))];
          contextValue.answer.errorCodes = codes;
          report({
            name: operationName?.slice(0, maxName) ?? null,
            type: operation?.operation ?? null,
            milliseconds: Number(process.hrtime.bigint() - started) / 1e6,
            commands: contextValue.commands.count,
            errors: codes,
          });
        },
      };
    },
  };
}

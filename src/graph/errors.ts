import { GraphQLError } from 'graphql';

/** Every `extensions.code` that a client can meet. What is not ours becomes INTERNAL_SERVER_ERROR. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'GONE'
  | 'WITHDRAWN'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE';

/** An error that says to the client what it is: `message` is shown as it stands. */
export class CodedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
    this.name = 'CodedError';
  }
}

/** The argument cannot be what the client meant: which one, what was expected, what was found. */
export const badInput = (message: string, argument?: string) =>
  new CodedError('BAD_USER_INPUT', message, argument ? { argument } : {});

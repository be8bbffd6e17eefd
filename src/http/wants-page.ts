import type { IncomingMessage } from 'node:http';

/** Whether a request might rather have a page than an answer: a glance, for it is asked of every one. */
export const mightWantPage = ({ headers }: IncomingMessage): boolean => headers.accept?.includes('text/html') ?? false;

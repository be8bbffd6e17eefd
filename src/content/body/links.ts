/** Of addresses that a reader can follow. */
export const schemes = ['http', 'https', 'mailto', 'tel'];
const followed = new RegExp(`^(?:${schemes.join('|')}):`, 'i');

/** Whether a reader can follow it: a `javascript:` address is none. */
export const isLink = (url: string): boolean => followed.test(url);

/** Whether a page can load something from it: an address on the web, or a path of the gateway itself. */
export const isOnWeb = (url: string): boolean => /^(?:https?:|\/(?!\/))/i.test(url);

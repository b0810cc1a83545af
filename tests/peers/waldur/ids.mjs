/** A UUID with its hyphens or without, in the form without; undefined for everything else. */
export const plain = (text) => (/^([0-9a-f]{32}|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12})$/i.test(text) ? text.replaceAll('-', '').toLowerCase() : undefined);

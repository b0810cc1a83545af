// The one place that hides what differs from run to run: ports, times, ids, paths.
export const mask = (text) => text
  .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
  .replaceAll(/\b[0-9a-f]{32}\b/g, '<trace>')
  .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?/g, '<time>')
  .replaceAll(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>')
  .replaceAll(/(127\.0\.0\.1|localhost):\d+/g, '$1:<port>')
  .replaceAll(/\b\d+(\.\d+)? ?(ms|s)\b/g, '<duration>')
  .replaceAll(/\/tmp\/[\w./-]+/g, '<file>');

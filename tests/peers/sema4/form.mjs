// multipart/form-data from bytes (RFC 7578).
import { Refusal } from './refusal.mjs';

const unescaped = (text) => text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');

function read_head(text) {
  const fields = {};
  for (const line of text.split('\r\n').filter(Boolean)) {
    const [, name, value] = /^([^:]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (!name) throw new Refusal(422, 'broken_form');
    fields[name.toLowerCase()] = value;
  }
  const disposition = fields['content-disposition'] ?? '';
  const parameter = (name) => {
    const found = new RegExp(`; *${name}="((?:[^"\\\\]|\\\\.)*)"`).exec(disposition)?.[1];
    return found === undefined ? undefined : unescaped(found.replace(/\\(["\\])/g, '$1'));
  };
  return { field: parameter('name'), filename: parameter('filename'), type: fields['content-type'] };
}

/** [{ field, filename, type, bytes }]; throws the Refusal that fits. */
export function read_form(media_type, body) {
  if (!/^multipart\/form-data\b/i.test(media_type ?? '')) throw new Refusal(422, 'no_form');
  const boundary = /boundary=(?:"([^"]+)"|([^; ]+))/i.exec(media_type)?.slice(1).find(Boolean);
  if (!boundary) throw new Refusal(422, 'broken_form');
  const bytes = Buffer.concat([Buffer.from('\r\n'), body]);
  const mark = Buffer.from(`\r\n--${boundary}`);
  const parts = [];
  let at = bytes.indexOf(mark);
  for (;;) {
    if (at < 0) throw new Refusal(422, 'broken_form');
    const after = at + mark.length;
    if (bytes.subarray(after, after + 2).toString('latin1') === '--') return parts;
    const head = bytes.indexOf('\r\n\r\n', after);
    const end = head < 0 ? -1 : bytes.indexOf(mark, head + 2);
    if (head < 0 || end < 0) throw new Refusal(422, 'broken_form');
    parts.push({ ...read_head(bytes.subarray(after, head).toString('utf8')), bytes: Buffer.from(bytes.subarray(head + 4, Math.max(head + 4, end))) });
    at = end;
  }
}

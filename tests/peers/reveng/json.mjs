// JSON with 64-bit integers: what JSON.parse would round is kept as a BigInt.

const kToken = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const kMark = '\u0000int64:';

export function parse_json(text) {
  JSON.parse(text); // the syntax is judged on the text as it came
  const marked = text.replace(kToken, (token) => (/^-?\d{16,}$/.test(token) ? JSON.stringify(kMark + token) : token));
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(kMark) ? BigInt(value.slice(kMark.length)) : value);
}

/** `order` gets the keys of each object, `gap` is white space put around every punctuation mark. */
export function render_json(value, { order = (keys) => keys, gap = '' } = {}) {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = Array.isArray(value)
    ? value.map((item) => render_json(item, { order, gap }))
    : order(Object.keys(value).filter((key) => value[key] !== undefined))
        .map((key) => `${JSON.stringify(key)}${gap}:${gap}${render_json(value[key], { order, gap })}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}${gap}${inner.join(`${gap},${gap}`)}${gap}${close}`;
}

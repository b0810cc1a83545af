// Credentials that are nothing but bait, and the spellings under which one may get out.
const kAwkward = '+/="\\&<>%~?';
const hex = (code, width = 2) => code.toString(16).padStart(width, '0');

/** Unique, and made of bytes that every coding treats differently. */
export const canary = (name) => `Cn4ry-${name}-${kAwkward}-${Buffer.from(name).toString('hex').slice(0, 12)}Zq`;

const each = (text, spell) => Array.from(text, (letter) => spell(letter.charCodeAt(0))).join('');
const some = (text, letters, spell) => Array.from(text, (letter) => (letters.test(letter) ? spell(letter.charCodeAt(0)) : letter)).join('');
const kNames = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What base64 of any longer text must contain if `text` begins after `before` other bytes. */
function base64_core(text, before, coding) {
  const digits = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString(coding);
  return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(text)) * 8) / 6));
}

export const encodings = {
  raw: (text) => text,
  'percent, what must be, upper': (text) => encodeURIComponent(text),
  'percent, what must be, lower': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, all, upper': (text) => each(text, (code) => `%${hex(code).toUpperCase()}`),
  'percent, all, lower': (text) => each(text, (code) => `%${hex(code)}`),
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON, slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON, HTML-safe': (text) => some(JSON.stringify(text).slice(1, -1), /[<>&]/, (code) => `\\u${hex(code, 4)}`),
  'JSON, all, lower': (text) => each(text, (code) => `\\u${hex(code, 4)}`),
  'JSON, all, upper': (text) => each(text, (code) => `\\u${hex(code, 4).toUpperCase()}`),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  'HTML, names': (text) => some(text, /[&<>"]/, (code) => kNames[String.fromCharCode(code)]),
  'HTML, decimal': (text) => each(text, (code) => `&#${code};`),
  'HTML, hexadecimal': (text) => each(text, (code) => `&#x${hex(code)};`),
  'hex, lower': (text) => Buffer.from(text).toString('hex'),
  'hex, upper': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  ...Object.fromEntries([0, 1, 2].flatMap((before) => ['base64', 'base64url'].map((coding) => [`${coding} after ${before}`, (text) => base64_core(text, before, coding)]))),
};

/** Every canary in `output` in any of the encodings: [{ name, encoding, around }]. */
export function leaks(output, canaries) {
  const found = [];
  for (const [name, text] of Object.entries(canaries))
    for (const [encoding, encode] of Object.entries(encodings)) {
      const at = output.indexOf(encode(text));
      if (at >= 0) found.push({ name, encoding, around: output.slice(Math.max(0, at - 200), at + 80) });
    }
  return found;
}

/** The canary in every encoding, as an application might log it; of base64 whole texts at each alignment. */
export function echoes(text) {
  const inside = ['', 'u', 'us'].flatMap((before) => ['base64', 'base64url'].map((coding) => [`${coding}, ${before.length}`, Buffer.from(`${before}${text}!`).toString(coding)]));
  const spelt = Object.entries(encodings).filter(([name]) => !name.startsWith('base64')).map(([name, encode]) => [name, encode(text)]);
  return Object.fromEntries([...spelt, ...inside]);
}

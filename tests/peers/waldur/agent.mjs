// The model behind the chat, which hears no scripts: what the words of an input make it say. It yields pieces of text,
// { table } for what a tool found, and throws where it breaks down.
const kPause = 4; // milliseconds between pieces: they can be told apart, and nobody waits for them
const kSlow = 150; // for an answer that takes about a second
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function* pieces(text, size = 7, time = kPause) {
  const points = [...text];
  for (let at = 0; at < points.length; at += size) {
    yield { text: points.slice(at, at + size).join('') };
    await pause(time);
  }
}

const kHabits = [
  [/^repeat exactly:\s?([^]*)/i, async function* ([, rest]) { yield* pieces(rest); }],
  [/break down/i, async function* () {
    yield* pieces('This will take a while, because there is so very much to be said about it, and');
    throw new Error('The model has gone away.');
  }],
  [/list my resources/i, async function* () {
    yield { text: '{"tool": "list_resources", "arguments": {}}' };
    yield { table: { h: ['Name', 'State'], r: [['web-1', 'OK'], ['db-1', 'Erred']], n: 2 } };
  }],
  [/mermaid/i, async function* () { yield* pieces('Like so:\n\n```mermaid\ngraph TD\n  A --> B\n```\n\nThat is it.'); }],
  [/code block|python/i, async function* () { yield* pieces('Certainly:\n\n```python\nprint(1)\n```\n\nThat is all there is to it.'); }],
  [/very long/i, async function* () { yield* pieces('And then there came another machine, larger than all the others. '.repeat(400), 13, 12); }],
  [/five plain sentences/i, async function* () {
    yield* pieces('A network is made. It gets a subnet. A router joins both to the outside. Rules say what may pass. Then all is well, mostly.', 24, kSlow);
  }],
  [/single word (\p{L}+)/iu, async function* ([, word]) { yield* pieces(`${word[0].toUpperCase()}${word.slice(1)}.`); }],
  [/(?:)/, async function* () { yield* pieces('That depends on what you have in mind. — Größe ≤ 4 KiB, 日本語, \u{1f980}; "quotes" and \\ pass.\nAsk again.'); }],
];

export function answer(prompt) {
  const [words, habit] = kHabits.find(([one]) => one.test(prompt));
  return habit(words.exec(prompt));
}

/** Cuts what the model says into lines: text in lines of fifty characters or more, fenced blocks whole. */
export class Cutter {
  constructor() { this.held = ''; this.tag = null; this.fresh = true; }

  * add(text) {
    this.held += text;
    for (;;) {
      if (this.tag === null) {
        const open = /(^|\n)```([^\n`]*)\n/.exec(this.held);
        if (!open) break;
        const before = this.held.slice(0, open.index) + open[1];
        if (before) yield { k: 'markdown', c: before };
        this.tag = open[2].trim();
        yield { k: 'load', t: this.diagram() ? 'mermaid' : 'code' };
        this.held = this.held.slice(open.index + open[0].length);
      }
      const close = /(^|\n)```/.exec(this.held);
      if (!close) return;
      const body = this.held.slice(0, close.index) + close[1];
      yield this.diagram() ? { k: 'mermaid', c: body } : { k: 'code', c: body, t: this.tag || 'code' };
      this.held = this.held.slice(close.index + close[0].length);
      this.tag = null;
    }
    const safe = /(^|\n)`{0,2}$|(^|\n)```[^\n]*$/.exec(this.held)?.index ?? this.held.length;
    if ([...this.held.slice(0, safe)].length >= 50) {
      yield { k: 'markdown', c: this.held.slice(0, safe) };
      this.held = this.held.slice(safe);
    }
  }

  * finish() {
    if (this.tag === null && this.held) yield { k: 'markdown', c: this.held };
    this.held = '';
  }

  diagram() { return this.tag.toLowerCase() === 'mermaid'; }
}

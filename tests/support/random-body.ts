import fc from 'fast-check';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { Mark } from '../../src/content/body/body.type.js';

/** Bodies of every kind of block whose words look like markup wherever they can; they go with `world` and `herring-2`. */

const special =
  '* _ ` ~ # > < & | [ ] ( ) ! \\ + - = : ; " \' ~~ ** __ ``` --- *** ==== 1. 2) # ## - + > ~~~ *a* _b_ **c** __d__ ~e~ ~~f~~ `g` [h](i) ![j](k) [l]: <m> </n> <!-- --> &amp; &#42; &lt;o&gt; <p@q.example> [^r] [^s]: [ ] [x] | t | :-: www.u.example https://v.example/_w_ x@y.example \\* a*b*c *" "* 1*2 $z$ {{a}} \u00a0 \u3000 \u200b \u00ad é 首尔 סיאול 👩‍👧 ﷺ \u2028'.split(
    ' ',
  );
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('herring', 'Seoul', 'a', 'of', '14', 'x-y') },
  { weight: 3, arbitrary: fc.constantFrom(...special) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
);
const gap = fc.constantFrom(' ', ' ', ' ', '', '  ', '\n', '\n\n', '\t', ' \n    ');
export const text = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(''))
  .filter((words) => words !== '');

const marks = fc.array(fc.constantFrom(...(Object.keys(Mark) as Mark[])), { maxLength: 3 });
const url = fc.constantFrom(
  'https://a.example/?b=1&c="d"'.replaceAll('"', '%22'),
  'https://e.example/(f)_*g*',
  'mailto:h@i.example',
  'javascript:alert(1)',
  'https://j.example',
);
const link = fc.oneof(
  fc.record({ url, title: text }, { requiredKeys: ['url'] }),
  fc.constant({ article: 'herring-2' }),
);
const span = fc.record({ text, marks, link }, { requiredKeys: ['text'] });
const inline = fc.oneof(fc.record({ text }), fc.record({ spans: fc.array(span, { minLength: 1, maxLength: 5 }) }));
const use = fc.record(
  { image: fc.constantFrom('portrait', 'harbour'), caption: text, alt: text },
  { requiredKeys: ['image'] },
);
const cell = fc.oneof(fc.constant(''), text);
const some = { minLength: 1, maxLength: 3 };

const paragraph = inline.map((part) => ({ kind: 'paragraph', ...part }));
const list = fc.record({
  kind: fc.constant('list'),
  ordered: fc.boolean(),
  items: fc.array(
    fc.tuple(inline, fc.integer({ min: 0, max: 3 })).map(([part, level]) => ({ ...part, level })),
    { minLength: 1, maxLength: 5 },
  ),
});
const quote = fc
  .tuple(inline, fc.record({ attribution: text, pull: fc.boolean() }, { requiredKeys: [] }))
  .map(([part, rest]) => ({ kind: 'quote', ...part, ...rest }));
const image = fc.record({
  kind: fc.constant('image'),
  image: use,
  layout: fc.constantFrom('INLINE', 'WIDE', 'FULL_BLEED', 'INSET'),
});
const table = fc.record(
  {
    kind: fc.constant('table'),
    caption: text,
    header: fc.array(cell, { maxLength: 3 }),
    rows: fc.array(fc.array(cell, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['kind', 'rows'] },
);
const divider = fc.constant({ kind: 'divider' });
const fact = fc.record(
  {
    kind: fc.constant('fact'),
    style: fc.constantFrom('KEY_POINTS', 'Q_AND_A', 'BIG_NUMBER'),
    title: text,
    items: fc.array(
      fc.oneof(
        inline,
        text.map((term) => ({ term })),
        fc.tuple(inline, text).map(([part, term]) => ({ ...part, term })),
      ),
      some,
    ),
  },
  { requiredKeys: ['kind', 'items'] },
);
const fallback = fc.oneof(
  fc.record({ text }),
  fc.record({ fallback: fc.array(fc.oneof(paragraph, list, quote, image, table, divider, fact), some) }),
  fc.constant({}),
);
const embed = fallback.map((rest) => ({ kind: 'embed', provider: 'x', url: 'https://x.example/_1_', ...rest }));

const blocks: Record<string, fc.Arbitrary<object>> = {
  paragraph,
  heading: fc
    .tuple(inline, fc.integer({ min: 2, max: 6 }))
    .map(([part, level]) => ({ kind: 'heading', ...part, level })),
  list,
  quote,
  image,
  gallery: fc.record({ kind: fc.constant('gallery'), images: fc.array(use, some) }),
  video: fc.record(
    {
      kind: fc.constant('video'),
      poster: fc.constant('portrait'),
      sources: fc.constant([{ url: 'https://video.example/1.mp4', mediaType: 'video/mp4' }]),
      transcript: text,
    },
    { requiredKeys: ['kind', 'sources'] },
  ),
  table,
  embed,
  related: fc.record(
    { kind: fc.constant('related'), heading: text, articles: fc.constant(['herring-2']) },
    { requiredKeys: ['kind', 'articles'] },
  ),
  timeline: fc.record(
    {
      kind: fc.constant('timeline'),
      title: text,
      entries: fc.array(
        fc
          .tuple(
            fc.record({ title: text, date: fc.constantFrom('2024', '2024-06-18?') }, { requiredKeys: ['title'] }),
            inline,
          )
          .map(([entry, part]) => ({ ...entry, ...part })),
        some,
      ),
    },
    { requiredKeys: ['kind', 'entries'] },
  ),
  fact,
  divider,
  raw: fc.record(
    {
      kind: fc.constant('raw'),
      payload: fc.jsonValue().filter((value) => value !== null),
      html: fc
        .array(fc.oneof(text, fc.constantFrom('<p>', '</p>', '<b>', '</b>', '<td>', '<script>', '<br>', '&lt;')), some)
        .map((parts) => parts.join('')),
      text,
    },
    { requiredKeys: ['kind', 'payload'] },
  ),
};

export const body = fc.array(fc.oneof(...Object.values(blocks)), { minLength: 1, maxLength: 6 }) as fc.Arbitrary<
  ArticleDocument['body']
>;

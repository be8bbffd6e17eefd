import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { articleDocument } from './newsroom.js';

type Body = ArticleDocument['body'];

/** A block of every kind but corrections, with everything that it can have; goes with `world` and two more articles. */
export const everything: Body = [
  {
    id: 'lead',
    kind: 'paragraph',
    style: 'LEAD',
    spans: [
      { text: 'Ada Fjord', mention: 'person:ada-fjord', marks: ['STRONG', 'STRONG'] },
      { text: ' told ' },
      { text: 'the story of the herring', link: { article: 'herring-2', title: 'The story' } },
      { text: ', of ' },
      { text: 'H', marks: ['EM'] },
      { text: '2', marks: ['EM', 'SUB'] },
      { text: 'O and of ' },
      { text: 'the sea', link: { url: 'https://sea.example/?a=1&b=2' } },
      { text: '.' },
    ],
  },
  { id: 'why', kind: 'heading', text: 'Why it matters' },
  {
    id: 'points',
    kind: 'list',
    ordered: true,
    items: [{ text: 'Norland first' }, { text: 'Then the others', level: 1 }, { text: 'And the seals' }],
  },
  {
    id: 'said',
    kind: 'quote',
    text: 'Herring are for everybody.',
    pull: true,
    speaker: 'bo-reef',
    attribution: 'Bo Reef, director',
  },
  { id: 'picture', kind: 'image', image: { image: 'harbour', alt: 'Boats' }, layout: 'FULL_BLEED' },
  {
    id: 'pictures',
    kind: 'gallery',
    images: [{ image: 'portrait', caption: 'Ada Fjord on deck' }, { image: 'harbour' }],
  },
  {
    id: 'film',
    kind: 'video',
    poster: 'portrait',
    sources: [{ url: 'https://video.example/1.mp4', mediaType: 'video/mp4', width: 1280, height: 720 }],
    captions: [{ url: 'https://video.example/1.en.vtt', mediaType: 'text/vtt', locale: 'en' }],
    transcript: 'The boats leave.\n\nThe Ministry of Fish waves.',
    seconds: 61,
  },
  {
    id: 'catch',
    kind: 'table',
    caption: 'The catch',
    header: ['Year', 'Tonnes'],
    rows: [
      ['2023', '1 | 2'],
      ['2024', '', 'a guess'],
    ],
  },
  {
    id: 'post',
    kind: 'embed',
    provider: 'x',
    url: 'https://social.example/1',
    tracks: 'TRACKS',
    consentPurpose: 'social',
    fallback: [
      { kind: 'image', image: { image: 'harbour' } },
      { kind: 'paragraph', spans: [{ text: 'Cy Quill', mention: 'person:cy-quill' }, { text: ' posted this.' }] },
    ],
  },
  { id: 'bare', kind: 'embed', provider: 'youtube', url: 'https://video.example/2' },
  { id: 'next', kind: 'related', heading: 'Read on', articles: ['herring-2', 'herring-3'] },
  {
    id: 'steps',
    kind: 'timeline',
    title: 'How it came',
    entries: [
      { date: '2024-03', title: 'The summit', event: 'herring-summit', text: 'Norland invites.' },
      { title: 'The end' },
    ],
  },
  {
    id: 'answers',
    kind: 'fact',
    style: 'Q_AND_A',
    title: 'In short',
    items: [{ term: 'Who?', spans: [{ text: 'Ada Fjord', mention: 'person:ada-fjord' }] }, { term: '14 %' }],
  },
  { id: 'short', kind: 'fact', style: 'KEY_POINTS', items: [{ text: 'Herring *are* fish.' }] },
  { id: 'line', kind: 'divider' },
  {
    id: 'chart',
    kind: 'raw',
    payload: { chart: [1, 2] },
    html: '<p>A <b>chart</b></p><img src="https://images.example/c.png" onerror="x()">',
  },
  // A kind that no version has yet.
  { id: 'later', kind: 'hologram', depth: 3, html: '<p onclick="x()">Later</p>' },
] as Body;

export const everythingDocuments = [
  articleDocument(2),
  articleDocument(3, { status: 'DRAFT', headline: 'Not yet public' }),
  articleDocument(4, {
    body: everything,
    mentions: [{ concept: 'organisation:ministry-of-fish' }],
    // Stands at the end, as no block says where.
    corrections: [{ id: 'put-right', kind: 'CORRECTION', text: 'It is *herring*.', at: '2024-03-06T00:00:00Z' }],
  }),
];

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posts, read } from './support.js';

const introduced: [string, string[]][] = [
  [
    "Kenya's Environment Minister Amina Were opened the meeting.",
    ['Amina Were: Environment Minister @ kenya-ministry-of-environment'],
  ],
  ['French President Camille Laurent spoke.', ['Camille Laurent: President of France']],
  ['Prime Minister Karel Novak resigned.', ['Karel Novak: Prime Minister']],
  ['President Ines Duarte of the council left.', ['Ines Duarte: President']],
  [
    'German Foreign Minister Jonas Weber called.',
    ['Jonas Weber: Foreign Minister @ germany-ministry-of-foreign-affairs'],
  ],
  [
    "China's Ministry of Commerce spokesperson Gao Lifen said so.",
    ['Gao Lifen: Spokesperson @ china-ministry-of-commerce'],
  ],
  [
    'Chinese Foreign Ministry spokesperson Lu Meilin said so.',
    ['Lu Meilin: Spokesperson @ china-ministry-of-foreign-affairs'],
  ],
  ['Foreign Minister Jonas Weber called.', ['Jonas Weber: Foreign Minister']],
  [
    'Lena Hoffmann, director of the Max Weber Institute in Erfurt, said it was late.',
    ['Lena Hoffmann: Director @ max-weber-institute'],
  ],
  [
    'Pablo Soto, deputy governor of the Central Bank of Chile, disagreed.',
    ['Pablo Soto: Deputy Governor @ central-bank-of-chile'],
  ],
  ['Bank of England Governor Ruth Ashby warned of inflation.', ['Ruth Ashby: Governor @ bank-of-england']],
  ['UN Secretary-General Pedro Almeida arrived.', ['Pedro Almeida: Secretary-General @ united-nations']],
  [
    'Defence Minister of Norway Kari Solberg resigned.',
    ['Kari Solberg: Defence Minister @ norway-ministry-of-defence'],
  ],
  [
    'Minister of Foreign Affairs of Kenya Peter Otieno Ouma spoke.',
    ['Peter Otieno Ouma: Minister of Foreign Affairs @ kenya-ministry-of-foreign-affairs'],
  ],
  ['Roland Meier, chief executive of Nordwerk, resigned.', ['Roland Meier: Chief Executive @ nordwerk']],
  ['Jane Roe, 45, mayor of Erfurt, agreed.', ['Jane Roe: Mayor of Erfurt']],
  ['Ambassador to China Nils van der Berg left.', ['Nils van der Berg: Ambassador to China']],
  [
    "South Korea's Defense Minister Park Dae-jung arrived.",
    ['Park Dae-jung: Defense Minister @ south-korea-ministry-of-national-defense'],
  ],
  [
    "Kenya's Environment Minister Amina Were and Health Minister Tom Kirui came.",
    [
      'Amina Were: Environment Minister @ kenya-ministry-of-environment',
      'Tom Kirui: Health Minister @ kenya-ministry-of-health',
    ],
  ],
  [
    'Signed by Defence Minister Anna Lind and Finance Minister Olle Berg from the Swedish side and Defence Minister Mika Salo from the Finnish side.',
    [
      'Anna Lind: Defence Minister @ sweden-ministry-of-defence',
      'Olle Berg: Finance Minister @ sweden-ministry-of-finance',
      'Mika Salo: Defence Minister @ finland-ministry-of-defence',
    ],
  ],
  [
    'On the Swedish side, Defence Minister Anna Lind and Finance Minister Olle Berg took part.',
    [
      'Anna Lind: Defence Minister @ sweden-ministry-of-defence',
      'Olle Berg: Finance Minister @ sweden-ministry-of-finance',
    ],
  ],
  [
    'French President Camille Laurent and Chancellor Jonas Weber met.',
    ['Camille Laurent: President of France', 'Jonas Weber: Chancellor'],
  ],
  ['Former President Ines Duarte returned.', ['Ines Duarte: ']],
  ['U.S. Defense Secretary John A. Marlowe left.', ['John A. Marlowe: Defense Secretary']],
  ['Minister Salim al-Rashid agreed.', ['Salim al-Rashid: Minister']],
  ["The speaker was Deputy Prime Minister Séan O'Malley.", ["Séan O'Malley: Deputy Prime Minister"]],
];

for (const [text, expected] of introduced) {
  test(`introduces: ${text}`, async () => assert.deepEqual(posts(await read(text)), expected));
}

const nobody = [
  'General Electric Vice President was the headline.',
  'Minister for Monday Meetings was a joke.',
  'Lena Hoffmann went home.',
  'Director John Kennedy Airport closed.',
  'The Prime Minister Foreign Ministry building burned.',
  'President United States Senate closed.',
  'Head Start Program money ran out.',
  'General Motors Company sold cars.',
  'New York, mayor of nothing, slept.',
  'Buenos Aires, seat of the president, slept.',
  'The minister Tuesday Wednesday thing was odd.',
  'Secretary General Assembly Hall is a room.',
  'A spokesperson Said Nothing. Anna Berg laughed.',
  'The director arrived. Max Muster left.',
];

for (const text of nobody.filter((line) => !line.startsWith('A spokesperson'))) {
  test(`introduces nobody: ${text}`, async () => assert.deepEqual(posts(await read(text)), []));
}

test('family names come first in Chinese and Korean names, last where that is sure, and are left out elsewhere', async () => {
  const { people } = await read([
    'Chinese Foreign Minister Gao Lifen met German Foreign Minister Jonas Weber.',
    'Spanish Defence Minister Ana Ruiz Ortega met Foreign Minister Tom Kirui.',
  ]);
  assert.deepEqual(
    people.map(({ givenName, familyName }) => [givenName, familyName]),
    [
      ['Lifen', 'Gao'],
      ['Jonas', 'Weber'],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

test('a surname alone is linked later where it can only be that person', async () => {
  const { mentions } = await read([
    'German Foreign Minister Jonas Weber called.',
    'Weber said so. Minister Weber left.',
  ]);
  const short = mentions.find(({ label }) => label === 'Weber');
  assert.deepEqual([short?.concept, short?.occurrences?.length], ['person:jonas-weber', 2]);
  assert.ok((short?.confidence ?? 1) < 0.9);
});

const noSurname: [string, string[]][] = [
  ['two of that name', ['Foreign Minister Jonas Weber met Finance Minister Clara Weber.', 'Weber agreed.']],
  ['another given name', ['German Foreign Minister Jonas Weber called.', 'Weber agreed with Hilde Weber.']],
  ['a word', ['Chinese Foreign Minister Sun Lifen called.', 'The Sun rose.']],
  ['written small elsewhere', ['German Foreign Minister Jonas Kaiser called.', 'The last kaiser fled. Kaiser agreed.']],
  ['before the introduction', ['Weber agreed.', 'German Foreign Minister Jonas Weber called.']],
  ['in a longer name', ['German Foreign Minister Jonas Weber called.', 'The Weber Foundation and Weber-Haus closed.']],
];

for (const [why, text] of noSurname) {
  test(`a surname alone is not linked: ${why}`, async () => {
    const { mentions } = await read(text);
    assert.ok(mentions.every(({ concept, label = '' }) => !concept.startsWith('person:') || label.includes(' ')));
  });
}

test('a title in German, French and Spanish introduces', async () => {
  const german = await read('Umweltministerin Anna Berg kam.', { locale: 'de' });
  const french = await read('Hier, le ministre des Affaires étrangères Jean Dupont est venu.', { locale: 'fr' });
  const spanish = await read('La ministra del Ambiente, Rosa Quispe, llegó.', { locale: 'es' });
  assert.deepEqual([german, french, spanish].flatMap(posts), [
    'Anna Berg: Umweltministerin',
    'Jean Dupont: Ministre des Affaires étrangères',
    'Rosa Quispe: Ministra del Ambiente',
  ]);
});

test('an office has its parent, and both the country of their group', async () => {
  const { organisations } = await read(
    'They met Director of the Office for Border Cooperation of the National Security Council Anna Lind from the Swedish side.',
  );
  assert.deepEqual(
    organisations.map(({ slug, parent, country }) => [slug, parent, country]),
    [
      ['sweden-national-security-council', undefined, 'sweden'],
      ['sweden-office-for-border-cooperation', 'sweden-national-security-council', 'sweden'],
    ],
  );
});

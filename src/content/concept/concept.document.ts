import {
  ConceptRef,
  Id,
  List,
  LocaleTag,
  Localised,
  OneOf,
  Optional,
  Ref,
  Slug,
  Strict,
  Text,
  Url,
} from '../../graph/document.js';
import { AliasKind } from './concept.type.js';

/** The fields that documents of all five concept kinds share. */
export const conceptProperties = () => ({
  id: Optional(Id()),
  slug: Slug(),
  name: Text('The name that readers know.'),
  names: Optional(Localised('The name in other languages.')),
  aliases: Optional(
    List(
      Strict({
        kind: Optional(OneOf(AliasKind, 'ALIAS if left out.')),
        value: Text('The other name.'),
        locale: Optional(LocaleTag()),
      }),
      'Other names that texts use; pages are linked by them.',
    ),
  ),
  description: Optional(Text('One sentence that says who or what this is.')),
  descriptions: Optional(Localised('The description in other languages.')),
  image: Optional(Ref('image', 'A picture of it.')),
  mergedInto: Optional(ConceptRef('The concept that this one turned out to be; it should be of the same type.')),
  sameAs: Optional(
    List(
      Strict({
        scheme: Text('The register: wikidata, geonames, lei, iptc-medtop …'),
        value: Text('The identifier there.'),
        url: Optional(Url('Its page there.')),
      }),
      'The same thing in other registers.',
    ),
  ),
});

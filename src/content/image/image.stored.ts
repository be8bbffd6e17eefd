import type { Static } from 'typebox';
import type { References, Stored, StoreInput } from '../../graph/stored.js';
import type { ImageDocument, imageUseDocument, rightsDocument } from './image.document.js';
import type { Image, ImageUse, Rights } from './image.type.js';

/** Names a picture whose address nobody knows (RFC 8141 gives `urn:` names no address either). */
const nameOf = (id: string) => `urn:dateline:image:${encodeURIComponent(id)}`;

export function storedImage(
  input: ImageDocument,
  { id, references }: StoreInput<Image>,
): Stored<Omit<Image, 'id' | '__typename'>> {
  return {
    document: {
      _id: id,
      slug: input.slug,
      url: input.url ?? nameOf(id),
      width: input.width ?? null,
      height: input.height ?? null,
      mediaType: input.mediaType ?? null,
      alt: input.alt ?? null,
      alts: input.alts ?? {},
      caption: input.caption ?? null,
      captions: input.captions ?? {},
      credit: input.credit ?? null,
      photographerId: input.photographer === undefined ? null : references.id('person', input.photographer),
      sourceId: input.source === undefined ? null : references.id('source', input.source),
      rights: storedRights(input.rights),
      takenAt: input.takenAt === undefined ? null : new Date(input.takenAt),
      imageType: input.imageType ?? 'PHOTO',
      digitalSourceType: input.digitalSourceType ?? null,
      focalPoint: input.focalPoint ?? null,
      dominantColour: input.dominantColour ?? null,
      depictsKeys: (input.depicts ?? []).map((concept) => references.key(concept)),
    },
  };
}

export function storedRights(rights: Static<typeof rightsDocument> | undefined): Rights | null {
  return rights
    ? {
        holder: rights.holder ?? null,
        notice: rights.notice ?? null,
        usageTerms: rights.usageTerms ?? null,
        syndication: rights.syndication ?? 'VERIFY',
        expiresAt: rights.expiresAt === undefined ? null : new Date(rights.expiresAt),
      }
    : null;
}

export function storedImageUse(
  use: Static<typeof imageUseDocument>,
  position: number,
  references: References,
): ImageUse {
  return {
    imageId: references.id('image', use.image),
    caption: use.caption ?? null,
    alt: use.alt ?? null,
    credit: use.credit ?? null,
    role: use.role ?? null,
    position,
  };
}

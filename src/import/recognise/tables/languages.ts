/** How other languages put a post in front of a name: the noun, and the field of work that can stand behind it. */
export const postsIn: Readonly<Record<string, { head: RegExp; field?: RegExp }>> = {
  de: {
    head: /^(?:\p{Lu}\p{L}*)?(?:[Mm]inister|[Kk]anzler|[Pp]räsident|[Bb]ürgermeister|[Ss]precher|[Dd]irektor|[Bb]otschafter|[Kk]ommissar|[Pp]rofessor|[Ss]enator|[Ss]ekretär|[Gg]ouverneur)(?:in)?$/u,
  },
  fr: {
    head: /^(?:ministre|président|présidente|directeur|directrice|maire|chancelier|chancelière|gouverneur|gouverneure|ambassadeur|ambassadrice|professeur|professeure|commissaire)$/u,
    field:
      /(?:français|française|allemand|allemande|chinois|chinoise|espagnol|espagnole|italien|italienne|britannique|russe|belge|suisse|japonais|japonaise)(?!\p{L})|(?:des|de la|de l['’]|du|de) ?\p{L}+(?: (?!(?:et|a|est|qui|que)(?!\p{L}))\p{Ll}+(?= )){0,4}/u,
  },
  es: {
    head: /^(?:ministro|ministra|presidente|presidenta|canciller|director|directora|alcalde|alcaldesa|gobernador|gobernadora|portavoz|embajador|embajadora|comisario|comisaria)$/u,
    field:
      /(?:español|española|francés|francesa|alemán|alemana|chino|china|mexicano|mexicana|argentino|argentina|chileno|chilena)(?!\p{L})|de (?:Asuntos Exteriores|Relaciones Exteriores|Medio Ambiente|Hacienda|Economía|Defensa|Interior|Justicia|Sanidad|Educación|Trabajo|Cultura|Agricultura|Transportes|Exteriores)/u,
  },
};

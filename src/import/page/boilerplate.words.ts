/** Words of the page around the text, by what they are there for. Data only: `boilerplate.ts` decides. */

/** Labels of menus and footers that no subheading in a text is likely to be. */
export const controls = [
  'home|homepage|about|about us|contact|contact us|careers|jobs|advertise|advertise with us|help|help centre|help center|faq|rss',
  'terms|terms of use|terms of service|terms and conditions|terms & conditions|privacy|privacy policy|privacy notice|privacy settings',
  'cookie policy|cookie settings|cookies|sitemap|site map|accessibility|log in|login|log out|sign in|sign up|register|subscribe|subscribe now',
  'my account|account|profile|menu|main menu|close|close menu|open menu|search|search the site|more|show more|see more|view more|read more|see all|view all|load more',
  'back|back to top|next|previous|next article|previous article|print|print this page|save|saved|bookmark|follow|following|follow us|e-paper|epaper|newsletters|newsletter',
  "live tv|watch live|listen live|live blog|podcasts|gallery|galleries|photos|videos|notifications|donate|support us|today's paper|archive|archives|corrections|imprint|feedback",
  'startseite|impressum|datenschutz|datenschutzerklärung|kontakt|agb|nutzungsbedingungen|anmelden|abmelden|einloggen|registrieren|abo|abonnieren|abonnement|suche|suchen|menü|schließen|mehr|mehr anzeigen|weiterlesen|drucken|merken|nach oben|hilfe|über uns|mediadaten|zur startseite|e-paper lesen|newsletter bestellen|barrierefreiheit',
  "accueil|contactez-nous|mentions légales|confidentialité|politique de confidentialité|gestion des cookies|connexion|se connecter|s'inscrire|s'abonner|abonnez-vous|rechercher|recherche|fermer|imprimer|suivant|précédent|retour en haut|plan du site|qui sommes-nous|à propos|voir plus|en direct|le journal",
  'inicio|portada|contacto|aviso legal|política de privacidad|política de cookies|iniciar sesión|suscríbete|suscribirse|regístrate|buscar|cerrar|menú|imprimir|siguiente|anterior|volver arriba|mapa del sitio|quiénes somos|ver más|leer más|hemeroteca|en vivo|en directo|publicidad y tarifas',
  '首页|登录|注册|搜索|菜单|关闭|更多|返回顶部|返回首页|打印|收藏|关于我们|联系我们|网站地图|版权声明|隐私政策|用户协议|广告服务|客户端|下载客户端|订阅|手机版|导航|我要评论|纠错|字号|放大|缩小|分享|分享到',
];

/** Names of sections: boilerplate in a menu, but perhaps a subheading in the text. */
export const sections = [
  'news|world|asia|africa|europe|americas|middle east|international|national|local|regional|counties|politics|business|economy|markets|money|finance|tech|technology|science|health|environment|climate|energy|education|sport|sports|football|rugby|cricket|culture|arts|entertainment|lifestyle|life|travel|food|style|fashion|opinion|comment|editorial|editorials|columns|letters|analysis|features|long reads|investigations|video|audio|pictures|weather|traffic|obituaries|crime|courts|property|motoring|games|crosswords|puzzles|tv|radio|live|latest|trending|china|us|uk|eu',
  'politik|wirtschaft|welt|deutschland|inland|ausland|panorama|gesellschaft|kultur|wissen|wissenschaft|gesundheit|umwelt|meinung|regionales|lokales|technik|digital|reise|wetter|feuilleton|finanzen|auto|leben',
  'monde|france|politique|économie|société|culture|sciences|santé|environnement|planète|sports|idées|afrique|international|météo|vidéos|débats|régions|tech',
  'mundo|internacional|nacional|política|economía|sociedad|cultura|ciencia|salud|deportes|tecnología|opinión|clima|regiones|país|negocios|espectáculos|tendencias|medio ambiente',
  '要闻|国内|国际|时政|财经|经济|社会|文化|科技|体育|娱乐|军事|教育|健康|汽车|房产|视频|图片|评论|观点|专题|地方|港澳台|台湾|旅游|生活|环保',
];

/** What a kicker says of the kind of text. */
export const kickers =
  'analysis|opinion|exclusive|explainer|explained|feature|interview|comment|commentary|editorial|live|breaking|breaking news|fact check|profile|review|investigation|special report|in depth|long read|news analysis|factbox|timeline|q&a|obituary|analyse|kommentar|meinung|interview|reportage|hintergrund|exklusiv|porträt|leitartikel|décryptage|entretien|enquête|exclusif|reportage|éditorial|tribune|análisis|opinión|entrevista|exclusiva|reportaje|crónica|editorial|评论|观察|独家|深度|专访|快讯|特稿|社论';

/** Where a page's text can be shared, and what such a bar says beside. */
export const shareTokens = [
  'facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|messenger|instagram|youtube|tiktok|bluesky|mastodon|threads|flipboard|pocket|xing|viber|line|weibo|wechat|email|e-mail|mail|sms|copy link|link copied|copy url|print|tweet|embed|pin|post',
  'share|shares|share on|share page|close panel|about sharing|share this|share this article|share this story|share article|share this page|share via|share with|share to',
  "teilen|artikel teilen|auf facebook teilen|link kopieren|per mail|drucken|partager|partager sur|partager l'article|copier le lien|envoyer par mail|compartir|compartir en|copiar enlace|enviar por correo|correo",
  '微信|微博|新浪微博|朋友圈|qq|qq空间|复制链接|分享到|分享|抖音',
];

export const languageNames =
  'english|deutsch|français|español|português|italiano|nederlands|türkçe|kiswahili|polski|русский|українська|العربية|فارسی|हिन्दी|বাংলা|اردو|한국어|日本語|中文|简体中文|繁體中文|简体|繁體|繁体|tiếng việt|bahasa indonesia|bahasa melayu|ไทย|svenska|norsk|dansk|suomi|čeština|magyar|română|ελληνικά|hausa|yorùbá|igbo|amharic|af soomaali|cymraeg|gaeilge|català|euskara|galego|ar|de|en|es|fr|it|ja|ko|nl|pt|ru|sw|tr|zh|eng|chn';

/** Headings of lists of other texts. */
export const listHeadings = [
  "search trends|trending|trending now|trending topics|trending stories|top stories|top news|top headlines|most read|most popular|most viewed|most shared|most watched|most commented|most discussed|popular|popular now|popular stories|latest|latest news|latest stories|latest headlines|related|related stories|related articles|related news|related topics|related content|related coverage|related links|recommended|recommended for you|recommended stories|recommended reading|you may also like|you might also like|you may like|editors' picks|editor's picks|editors picks|in case you missed it|up next|read next|what to read next|around the web|from our partners|partner content|promoted|promoted stories|sponsored stories|comments|join the discussion|join the conversation|discussion|keep reading|see also|also read|read also|read more|more news|more stories|more headlines|further reading|explore more|sections|categories|tags",
  'meistgelesen|meistgelesene artikel|am meisten gelesen|mehr zum thema|mehr zu diesem thema|das könnte sie auch interessieren|das könnte sie interessieren|weitere artikel|weitere meldungen|weitere themen|weitere nachrichten|neueste meldungen|neueste artikel|aktuelle meldungen|ähnliche artikel|verwandte artikel|verwandte themen|lesen sie auch|auch interessant|top-themen|kommentare|empfohlen|zum thema',
  "les plus lus|articles les plus lus|à lire aussi|lire aussi|sur le même sujet|dans la même rubrique|articles similaires|articles liés|plus d'actualités|à la une|voir aussi|aller plus loin|pour aller plus loin|tendances|commentaires|les dernières infos|dernières actualités",
  'lo más leído|lo más visto|las más leídas|más leídas|más leídos|noticias relacionadas|artículos relacionados|relacionadas|te puede interesar|le puede interesar|también te puede interesar|le puede interesar también|más noticias|últimas noticias|lo último|lea también|lee también|temas relacionados|comentarios|tendencias',
  '热搜|热门搜索|热搜榜|热门|热点|热门新闻|热门文章|相关阅读|相关新闻|相关链接|相关文章|相关报道|推荐阅读|推荐|更多新闻|最新新闻|点击排行|排行榜|新闻排行|延伸阅读|猜你喜欢|评论区|网友评论|今日热点|热门推荐|为你推荐',
];

/** Openings of lines that lead to another text. */
export const linkOpenings =
  "read more|read also|also read|read next|read this|see also|see more|watch|watch also|listen|related|related story|related stories|related article|more on this|more on this story|don't miss|recommended|in pictures|in case you missed it|lesen sie auch|lesen sie mehr|lesen sie dazu|lesen sie hier|mehr dazu|mehr zum thema|siehe auch|auch interessant|lire aussi|à lire aussi|à lire|lire également|voir aussi|lea también|lee también|lea además|leer más|ver también|le puede interesar|te puede interesar|también le puede interesar|vea también|mira también|相关阅读|相关新闻|延伸阅读|更多阅读|推荐阅读|相关链接";

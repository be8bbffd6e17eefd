import { wordSet } from './words.js';

/** Words that begin sentences and stand in headlines with a capital without being part of a name that follows. */
export const functionWords = wordSet(`
  a an the this that these those he she it they we you i his her its their our your my one some many most all both each
  every any no not if when while as at by for from in into of off on onto out over to under up with within without
  about above across after against along among around before behind below beneath beside between beyond despite down
  during except inside like near past per since through throughout toward towards until upon via and but or nor so yet
  also although because however meanwhile moreover nevertheless otherwise still then there therefore though thus unless
  whereas where whether who whom whose which why how what earlier later now only even just once again here yes well
  according asked speaking writing following including given amid former latest last next another such than too very
  instead separately additionally finally firstly secondly lastly overall recently previously currently together
  indeed perhaps today yesterday tomorrow
  der die das ein eine im am zum zur und oder aber auch nach mit bei von aus auf in wie als
  le la les un une des du de au aux et ou mais dans en sur pour avec par
  el los las una y o pero con para por del al`);

/** Words with a capital in the middle of names of states, buildings and papers: never a person's name. */
export const neverInNames = wordSet(`
  north south east west northern southern eastern western central united new old great international national federal
  state states republic kingdom democratic people european african asian american arab white house capitol street
  avenue road square park airport hospital hotel stadium tower bridge river lake mount island islands sea ocean gulf
  peninsula strait bay valley city town county province region district village times post herald tribune news daily
  weekly journal gazette press media television tv radio magazine review world global general public private royal
  supreme high constitutional central military naval army navy air force police defense defence foreign finance
  affairs interior justice health education trade environment energy agriculture electric motors mills dynamics
  assembly data court senate congress parliament bank company corporation corp inc ltd plc group holdings airlines
  union council commission committee ministry department agency institute university college school academy party
  association federation foundation organization organisation authority bureau office centre center fund league
  alliance society service services bill act law treaty agreement plan project programme program award prize cup
  games championship olympics festival summit conference forum open day week month year eve christmas easter
  ramadan english french german chinese russian spanish japanese korean christian muslim jewish
  products mr mrs ms`);

/** Surnames that are words, too: a short reference to such a person could as well be the word. */
export const wordLikeSurnames = wordSet(`
  were was will can must shall come came gone done
  sun long song young may bush brown white green black grey gray king day bank banks rice snow frost field fields hill
  hills wood woods stone rose major price power powers good best west east north south law love hope grace case church
  cook baker smith miller carpenter mason fisher hunter porter page park parks lane street rivers brook brooks lake marsh
  moon star summer winter spring august june april hall house knight knights bishop pope abbot dean judge marshall
  wolf fox bird crow lamb bull swift strong wise sharp short small little rich poor man men an so do no see
  lee li ma he she you we yu yi hu ho ha go ko ng oh pan tan fan gong gang bo rudd read reed reid rand mark marks
  bill bills drew grant chase chance crane wells waters glass gold golden silver steel cash bell ball flowers holiday
  english french german welsh scott ireland holland england paris london jordan israel chad georgia kenya china
  washington lincoln jackson hamilton wellington victoria santiago sofia vienna florence sydney austin dallas houston`);

/** Words of which the generated newsroom is made: our own, and nobody's news. */
const list = (text: string) => text.trim().split(/\s+/);

export const givenNames =
  list(`Ada Bo Cy Dag Edda Finn Greta Hal Ines Jon Kaia Lars Mina Nils Oda Per Rune Siri Tor Una Vera
  Wim Yrsa Zeno Alma Birk Cleo Doro Elio Fria`);
export const familyNames =
  list(`Fjord Reef Quill Harbour Sandvik Tidewell Brackett Marrow Kelpson Saltmarsh Drifton Gullane
  Oarsby Netley Coveland Stormont Lightfoot Anchorby Buoyson Shoalgard Kestrel Pierhaven Rudderly Mastwood Sailor Deepdene
  Longshore Breakwell Currentson Foamby Baylor Capeham Inletsen Strandby Moorhouse Quayle Lockhart Wharfdale Beaconsby Ferrow`);
export const places =
  list(`Norland Harbourby Saltholm Driftmouth Kelpwick Reefton Gullhaven Tidehampton Foamness Shoalport
  Mastfield Oarstadt Quaymouth Brackburgh Coveford Lanternby Strandholm Pierpont Rudderton Sailhaven Anchorfield Beaconsea
  Longwater Deepford Stillmere Windholm Greyshore Whitecliff Blackfen Redmoor Eastlock Westlock Northpier Southpier Millbank
  Stonebridge Highcairn Lowmarsh Oldharbour Newharbour`);
export const bodies = list(`Office Ministry Council Agency Institute Union Board Trust Company Commission`);
export const fields =
  list(`Fish Tides Harbours Ferries Bridges Lighthouses Weather Schools Clinics Railways Forests Rivers
  Libraries Markets Theatres Museums Energy Water Roads Islands Boats Nets Ropes Sails Charts Wrecks Birds Whales Salt Ice`);
export const posts = list(
  `Director Chair Secretary Treasurer Spokesperson Engineer Inspector Registrar Curator Minister`,
);
export const topics =
  list(`fishing tides ferries bridges storms lighthouses schools clinics railways forests rivers libraries
  markets theatres museums energy water roads islands boats budgets elections courts housing farming football rowing chess
  music painting cooking gardens astronomy oceans archives languages maps insects glaciers volcanoes bicycles trams canals
  wells dams quarries orchards bees wool pottery printing radio kites clocks bells choirs dances festivals fairs parades`);
export const sections = list(`harbour world towns business science culture sport opinion`);
export const desks = list(`north south east west`);
export const nouns =
  list(`agreement harbour timetable bridge survey budget storm ferry school library crew lamp chart net
  boat council report plan repair opening closure vote delay season catch price ticket queue tide wall roof road line station
  market garden record match concert letter map sample wreck bell clock signal engine cable pipe valve reservoir`);
export const adjectives =
  list(`new long early quiet careful narrow late northern southern heavy light second third annual
  shared public open closed rare common steady sudden cheap costly old young broad shallow deep calm`);
export const verbs =
  list(`repair open close share count measure extend review delay finish begin explain test paint replace
  survey move lower raise fund clear record connect`);
export const days = list(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday`);

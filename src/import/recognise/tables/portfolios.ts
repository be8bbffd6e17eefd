import { wordSet, words } from './words.js';

/** The words that ministries' fields of work are made of; several are joined by `and` or commas. */
export const portfolioPhrases = words(`
  foreign foreign_affairs external_affairs external_relations foreign_relations european_affairs defence defense
  national_defence national_defense finance finances treasury economy economic_affairs economics interior
  internal_affairs home_affairs home_security justice health public_health healthcare education higher_education
  basic_education trade foreign_trade international_trade commerce environment ecology climate climate_action
  environmental_protection ecology_and_environment agriculture rural_affairs food fisheries forestry energy power
  petroleum oil oil_and_gas mining mines natural_resources water water_resources transport transportation
  infrastructure public_works road roads railways aviation labour labor employment manpower social_affairs
  social_security social_welfare welfare social_protection women gender youth children family sport sports culture
  arts tourism heritage industry manufacturing science technology research innovation information communication
  communications telecommunications digital_affairs digital_transformation digital planning development
  regional_development rural_development urban_development international_development housing construction lands
  land public_security state_security national_security security unification patriots_and_veterans_affairs
  veterans_affairs veterans immigration migration refugees religious_affairs public_administration
  local_government civil_service parliamentary_affairs constitutional_affairs human_rights investment supply
  disaster_management emergency_management emergency_situations emergencies oceans maritime_affairs
  civil_affairs human_resources statistics cooperation integration equality`);

/** One spelling for what is the same field. */
export const samePortfolio: Readonly<Record<string, string>> = {
  foreign: 'Foreign Affairs',
  'foreign relations': 'Foreign Relations',
  defence: 'Defence',
  defense: 'Defence',
  'national defence': 'Defence',
  'national defense': 'Defence',
  finances: 'Finance',
  labor: 'Labour',
  transportation: 'Transport',
  economics: 'Economy',
  sport: 'Sports',
  communication: 'Communications',
  'public health': 'Health',
  'ecology and environment': 'Environment',
};

/** Where the canonical field has another name. */
export const portfolioIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Foreign Affairs': { IN: 'External Affairs', DE: 'Foreign Affairs' },
  Defence: {
    CN: 'National Defense',
    KR: 'National Defense',
    TW: 'National Defense',
    TR: 'National Defense',
    PL: 'National Defense',
    RO: 'National Defense',
    GR: 'National Defense',
    VN: 'National Defense',
    KH: 'National Defense',
  },
  Environment: { CN: 'Ecology and Environment' },
};

/** Their ministers head departments, or the title says nothing sure about the body's name. */
export const withoutMinistries = wordSet('US AU CA IE PH CH ZA GB BE HK');

/** Nouns that names such as `Institute for … Studies` end with: after them a person's name can begin. */
export const closingNouns = wordSet(`
  affairs studies relations cooperation research policy policies security development sciences science technology
  economics economy physics health medicine law justice education trade finance defence defense planning engineering
  standards statistics rights culture history energy environment protection administration management operations
  communications innovation control investigation intelligence commerce agriculture transport labour labor`);

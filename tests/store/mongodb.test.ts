import { storeContract } from './contract.js';
import { mongoPlace, skip } from './mongodb.place.js';

storeContract('MongoDB', { skip, create: mongoPlace });

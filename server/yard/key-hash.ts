export { hashKey } from '../access/key-hash';

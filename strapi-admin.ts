import plugin from './admin';

export default plugin;
